<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>BannerStack</name>
    <message numerus="yes">
        <source>%Ln more message(s)</source>
        <translation>
            <numerusform>%Ln more message</numerusform>
            <numerusform>%Ln more messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ContinuityPage</name>
    <message numerus="yes">
        <source>%Ln minute(s)</source>
        <translation>
            <numerusform>%Ln minute</numerusform>
            <numerusform>%Ln minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message numerus="yes">
        <source>Only %Ln thing(s) can go with one message.</source>
        <translation>
            <numerusform>Only %Ln thing can go with one message.</numerusform>
            <numerusform>Only %Ln things can go with one message.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NewestPill</name>
    <message numerus="yes">
        <source>%Ln new message(s)</source>
        <translation>
            <numerusform>%Ln new message</numerusform>
            <numerusform>%Ln new messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Walker</name>
    <message numerus="yes">
        <source>%Ln button(s), Right chooses one.</source>
        <translation>
            <numerusform>%Ln button, Right chooses it.</numerusform>
            <numerusform>%Ln buttons, Right chooses one.</numerusform>
        </translation>
    </message>
</context>
</TS>
