<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>AboutPage</name>
    <message>
        <source>Desktop Assistant {version}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A live spoken conversation, on your own computer or with a provider of your choice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licensed under Apache-2.0. The offline voice espeak-ng is licensed under GPL-3.0 and runs as a program of its own; Qt is used under LGPL-3.0. The NOTICE file lists everything.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of the log files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of the conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of the settings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mute or unmute the microphone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Past conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find in this conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search all conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the whole conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions above other windows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patience</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How fast the answers came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test speakers and microphone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AppearancePage</name>
    <message>
        <source>Like the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of this window. It changes at the next start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing spins or travels; what happens is still said in words and shapes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions above other windows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A strip with what is being said, large enough to be read from across the room.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AudioPage</name>
    <message>
        <source>The first that is plugged in is used. Drag to reorder, or Alt+Up and Alt+Down.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microphones, the preferred one first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speakers, the preferred one first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test speakers and microphone…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measures the echo and says whether you can talk over the assistant.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loudness of the assistant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the assistant&apos;s own voice from the microphone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep this on unless you always wear headphones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take steady noise out of what is sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For fans and streets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raise a quiet voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For a distant microphone; it raises the room too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Advise against the microphone of Bluetooth headphones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Soft sounds while thinking and when the microphone opens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High: 24 kHz</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wide: 16 kHz</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Telephone: 8 kHz, for slow networks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A provider that lacks it uses its nearest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listens while the assistant speaks, unless its own sound cannot be told from yours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Always listen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can always talk over it; with loud speakers it may hear itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rest while it speaks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The microphone rests until the assistant has finished; Esc stops it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microphone while the assistant speaks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Easy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A short word interrupts; so may a cough.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A few words interrupt; a cough or a key does not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Firm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only clear, longer speech interrupts: for loud rooms.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What interrupts the assistant</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BannerStack</name>
    <message>
        <source>Show the next message</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n more message(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CaptionStrip</name>
    <message>
        <source>Captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions: drag to move, Ctrl+Shift+L to hide</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Chat</name>
    <message>
        <source>You</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assistant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quotation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which one?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amount of money</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Could not be sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interrupted after {0} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You stopped the assistant here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You stopped the assistant here. What is struck through was not heard, and the model does not remember it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You said: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assistant said: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting for the words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not heard: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(not understood)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Question: {0} Answers: {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Used a tool</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Used {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play the recording, or stop it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>text</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChatView</name>
    <message>
        <source>Conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up and Down move between messages, Left and Right between exact things, Ctrl+C copies, Enter plays a recording.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Type a message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter sends, Shift+Enter begins a new line, Up brings back what you sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ContinuityPage</name>
    <message>
        <source>Let another provider stand in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>While yours cannot be reached. It is told the conversation, and gives it back by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Then</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hang up after silence of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only paid sessions. Your next word connects again, and nothing is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spend at most, a month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are told at four fifths of it; at the whole of it paid providers are not asked any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What models cost is in prices.toml, which you may change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of the prices</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>${0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConversationDelegate</name>
    <message>
        <source>Title of the conversation</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConversationList</name>
    <message>
        <source>Past conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conversations appear here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List of conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export and import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export all conversations…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import conversations…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo the deletion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleted “{title}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConversationPage</name>
    <message>
        <source>How you talk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patience</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long you may pause before your turn counts as over. Works at once, without OK.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Said at the end of your turn, it sends at once. Leave empty for none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End phrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of your speech. Without a network, this computer understands English.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who the assistant is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent to the model before every conversation.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Copying</name>
    <message>
        <source>Copy selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy {0} code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play the recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy conversation</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Costs</name>
    <message>
        <source>under $0.01</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>${0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This conversation: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This month: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An estimate, with prices of {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without {0}, whose price is not known.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>the address is not a WebSocket address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the certificate is not trusted by this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server&apos;s answer breaks the rules of WebSocket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the proxy refused the connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server&apos;s name could not be looked up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing answers at that address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no answer within 10 seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the connection failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server&apos;s answer could not be understood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>closed by us with {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing came back from the service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the key could not be tested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server sent us elsewhere, which is refused to protect the key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the service ended the session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the connection broke off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the service does not accept the key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the service refused the session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the service says that we broke the rules of WebSocket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the service does not take this kind of data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the service does not take what it was sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the service&apos;s rules do not allow this session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>something that was sent is too large for the service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the service lacks an extension</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the service had a fault of its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the service is being restarted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the service is overloaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a gateway before the service failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the encryption of the connection failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the service waited too long for us</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the service closed the connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the provider did not answer in time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the provider sent no sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the provider refused to say it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the connection was closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no key is stored for this provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it contains characters that no key has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is not a key: a key is one word without spaces or line breaks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key could not be saved in {0}: {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key could not be removed from {0}: {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key could not be kept in the system&apos;s key store: {0}. You can {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>allow the key file in the settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>allow the key file in the settings, or set {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it forgot the key at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it does not answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it failed ({0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this system has none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the Azure command line (az) is not installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody is signed in with the Azure command line: run `az login`</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the Azure command line (az) did not answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the answer of the Azure command line (az) could not be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A key is only sent encrypted: the address must begin with wss://.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Azure needs the name of your deployment of a realtime model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address of the realtime service is not a valid URL.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address of the realtime service must begin with wss:// or ws:// and name a host.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no conversations in this file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file was written by a newer version of this program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file holds no conversations that can be read: export one here as JSON, or take ChatGPT&apos;s conversations.json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file could not be written: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file could not be read: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is too large to be read in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is damaged, or not of a kind that can be read in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to export.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recording could not be read: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sound of this message was not kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recording is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of this message was heard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history refused a change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} It was kept as {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history was damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is in use by another program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not accessible</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is refusing what this program asks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} could not be read ({1}); defaults are used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} could not be understood: {1}. {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was kept as {0}; defaults are used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Defaults are used; it could not be renamed ({0}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Defaults are used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} must be {1}; {2} is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number from {0} to {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a number from {0} to {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>true or false</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>text in quotation marks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The local engine stopped (exit status {0}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The local engine has been shut down.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The local engine could not be started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The local engine did not get ready in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The local engine stopped while it was starting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The microphone delivers nothing. Choose another one, or unplug it and plug it in again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The microphone delivers only silence. Look whether it is muted, or choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sound was just being started again. Please repeat the test.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no microphone to test. Plug one in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no loudspeaker to test. Plug one in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1} this month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something unexpected went wrong; the log file says what.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DevicePicker</name>
    <message>
        <source>Microphone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No microphone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No speaker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what}: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level of the microphone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level of the speaker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System default ({name})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audio settings…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EchoTest</name>
    <message>
        <source>as loud as a person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>clearly audible</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>soft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hardly any</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing of it is left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>most of it is gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>much of it remains</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a loud room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>some noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a quiet room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loudspeaker drowns you out. Turning it down or moving it away helps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sound comes back too late, as with Bluetooth. A cable helps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loudspeaker distorts. A lower volume or another one helps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noise in the room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Echo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing came back, as with headphones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>late, as with Bluetooth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as usual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the microphone rest while the assistant speaks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can talk over the assistant at any time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can talk over the assistant: its own sound is told from yours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tested {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} dB</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EchoTestDialog</name>
    <message>
        <source>Test speakers and microphone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A short sound is played, and the microphone listens for it. Be quiet for a few seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The test is running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>What can I do for you?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speak or type. For example:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What&apos;s ten kilometres in miles?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set a timer for five minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What day is it?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in this conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later (Shift+Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>Welcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How do you want to talk?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test speakers and microphone…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can type at any time, and change all of this in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No account, no key, no network: nothing you say leaves this computer. It tells the time, calculates, converts units, sets timers and keeps notes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I have an OpenAI key…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start talking</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Untitled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, pinned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Just now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryFiles</name>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exported to {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exported conversations (*.json *.zip)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imported conversations: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; already here: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plain text (*.txt)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON, to import again (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Markdown with recordings (*.zip)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON with recordings (*.zip)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Key</name>
    <message>
        <source>No key is stored yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A key is in use. It is kept by this computer&apos;s key store ({detail}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A key is in use. It comes from the environment variable {detail}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A key is in use. It is kept in a file that only you can read: {detail}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer has no key store that works. To keep a key, allow a key file on the Privacy page and apply it first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeyEditor</name>
    <message>
        <source>Paste a key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test and save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget the stored key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Testing the key…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key works and is saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key could not be saved: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key is forgotten.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Latency</name>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the silence that ended your turn (Patience sets it)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there and back; where it is unknown, it is part of the model&apos;s time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>until its first sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Buffer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from its arrival to the loudspeaker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answered in {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in all {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sent {0} of {1} ({2} % saved)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} % saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LatencyBars</name>
    <message>
        <source>Waits of the last turns, newest first</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LatencyDialog</name>
    <message>
        <source>How fast the answers came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export as CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>half within</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>95 % within</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from your last word to the first sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was asked aloud and answered yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Half of {0} answers began within {1}, 95 % within {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export as CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written to {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LongerChip</name>
    <message>
        <source>Waiting a little longer: +{0} ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>+{0} ms</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Desktop Assistant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conversation copied</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Modes</name>
    <message>
        <source>Click</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to talk: a click starts, a click or a pause sends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold to talk: the microphone is open only while you hold the button or Space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Always</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Always listening: just talk, a pause sends</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NewestPill</name>
    <message>
        <source>Jump to newest</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n new message(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{0}, jump to newest</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Patience</name>
    <message>
        <source>Snappy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Middle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thoughtful</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You were cut off, so {0} ms more are waited for now. Turn by turn that goes back; a new conversation begins without.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PatienceButton</name>
    <message>
        <source>Patience: {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PatiencePopover</name>
    <message>
        <source>How long you may pause before your turn counts as over.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PatienceSlider</name>
    <message>
        <source>Patience</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlaceRow</name>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the path: {what}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PreferenceList</name>
    <message>
        <source>Alt+Up and Alt+Down change the order, Del forgets a missing device.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level of the microphone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level of the speaker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prefer it more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prefer it less</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget this missing device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} (in use)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System default ({0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} (not plugged in)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PrivacyPage</name>
    <message>
        <source>Keep conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until I delete them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For a year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For three months</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For a month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For a week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Older ones are deleted when the program starts; pinned ones stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep recordings of both sides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Otherwise only the text of a conversation is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep keys in a file when there is no key store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only your user can read the file, but programs that you run can read it too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No usage data is collected. What you say goes only to the provider that you chose.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of the conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of the settings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProblemBanner</name>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss this message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>Open settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chosen provider needs a key before it can answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider refused the key. Check that it is complete and still valid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key is right, but its account may not use this service or model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider does not offer this in your country.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider has switched this model off. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The account has no credit left. Top it up, or let this computer answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider asks for a pause: too many requests in a short time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chosen model does not exist, or the key may not use it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider refused one of the settings, so it cannot answer. Change it, and it is asked again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no connection to the provider. This computer can answer without one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider does not answer. It may be down, or something blocks the way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider&apos;s address in the settings cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection is not safe: the server&apos;s certificate was refused. Check this computer&apos;s clock and network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server sent something that makes no sense, so the connection was closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reconnect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server sent far too many messages at once, so the connection was closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The session reached the provider&apos;s time limit. The conversation goes on from here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider could not finish this answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider withheld this answer because of its content rules. Try other words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine on this computer does not start, so nobody can answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine on this computer stopped and was started again. Nothing was lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chosen voice is not here, so answers use another one or appear as text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speech cannot be understood on this computer at the moment. Typing works.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chat server on this computer does not answer. Start it, or choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No microphone was found. Plug one in; until then you can type.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The assistant may not use the microphone. Allow it in the system&apos;s settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The microphone delivers only silence. It may be muted by a switch or in the system&apos;s settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The microphone was unplugged. Plug it in again, or use another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the built-in microphone with these headphones: while theirs is open, everything sounds like a telephone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No loudspeaker was found. Answers appear as text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loudspeaker was unplugged. Plug it in again, or use another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer&apos;s sound service does not answer. Typing works; sound returns when it does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The assistant hears itself, so the microphone rests while it speaks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test the sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound stopped for a moment and was started again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No speech was heard. Is the right microphone in use?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most of what you want to spend this month is spent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you want to spend this month is spent, so the paid provider is not asked any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your provider cannot be reached. Answering for it, with the conversation so far: {name}. It changes back by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change back now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody can answer at the moment. What you say and type is kept, and is sent as soon as somebody can be reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something you said or typed when the program last ran was never answered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send it now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There was no connection for so long that what you said more than five minutes ago is lost. The rest is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full. This conversation is kept in memory only until you free some space.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Past conversations could not be read. Their file is kept as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This conversation cannot be saved: the data folder does not accept changes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This recording cannot be played.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A value in the settings file was not understood, so the default is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings cannot be saved; they hold until you close the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer&apos;s key store does not answer. A file that only you can read can keep the key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow a key file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loudspeaker drowns you out, so the microphone rests while the assistant speaks: turn it down, or wear headphones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sound comes back too late, as with Bluetooth, so the microphone rests while the assistant speaks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loudspeaker distorts, so the microphone rests while the assistant speaks: a lower volume may help.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProviderPage</name>
    <message>
        <source>Who answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing leaves this computer. No key, no network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A realtime model on the internet; needs a key and costs money while you talk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listens while it speaks, like a telephone; needs a key and costs money by the minute.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OpenAI&apos;s realtime models in an Azure resource of your own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A model of your choice with Azure&apos;s own voices and ears.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Google&apos;s realtime models; needs a key of the Gemini API.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recogniser, text model and voice in a row; slower, but each may be any service, or this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any server that speaks OpenAI&apos;s realtime protocol, on this computer or elsewhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ollama, LM Studio, llama.cpp and others can answer what the built-in skills cannot.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chat server on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the model likes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hardly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A little</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Much</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As much as it can</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name=https://address. OpenAI calls their tools itself, and you are asked each time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Servers of tools (MCP)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How hard it thinks before it speaks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How fast it speaks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It speaks up after so much silence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens of the conversation that it is sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What stays when that is full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For what the voice model hands over, with the tools; paid apart. Empty: none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same key as for OpenAI.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text model behind it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deployment of a realtime model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another one with the older protocol</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind of server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only if the server wants one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty: the server&apos;s own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Responses (OpenAI)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chat completions (most others)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty: the built-in recogniser of this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty: the voice of this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of the text model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty: the built-in skills only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it is asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is sent to the host of the text model only, encrypted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of the recogniser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model that writes down what you say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of the voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model that speaks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste what the portal shows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of your Azure resource</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With a key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As I am signed in with the Azure command line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it knows you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty: your words are heard, but not shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Otherwise the pause on the Conversation page decides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the model judge from your words when you have finished</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Replays</name>
    <message>
        <source>Playing the recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recording has ended</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>Search all conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages that were found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ServerChoice</name>
    <message>
        <source>Chat servers found on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of the chat server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None: built-in skills only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{address} (not answering)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write name=https://address, with a space between two of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a complete address: it begins with {example}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continuity and cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Talk (hold or press)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send the message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New line in the message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift+Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy a message, play its recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+C, Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename, delete a past conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F2, Del</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space talks whenever you are not typing.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusStrip</name>
    <message>
        <source>How fast the answers came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound that was sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was spent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Silence stays on this computer: of what the microphone heard, only speech and a little around it is sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counted since the program began.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TalkButton</name>
    <message>
        <source>Talk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Talk (Space)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ThinkingIndicator</name>
    <message>
        <source>Progress of the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{words}, {seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Voice</name>
    <message>
        <source>Ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hearing you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speaking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Was that you?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Muted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click or press Space to talk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold the button or Space to talk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Just talk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click again to send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let go to send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc to stop, click to talk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc to stop, hold to talk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc to stop, or just talk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The microphone rests meanwhile. Esc to stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resting until you speak</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OpenAI</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OpenAI Live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Azure OpenAI</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Azure Voice Live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gemini</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Three services in a row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A server of your own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thinking it over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at the clock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at the calendar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Doing the sum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Converting units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Setting the timer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at the timers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing the note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking through the notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Searching</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connected, renewing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service ends each session after a while, so the next one is made ready and told the conversation. Go on as you like.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connected anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A fresh session has taken over. It knows the conversation; nothing was lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trying again in {seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Using {tool}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on talking, or it goes on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can type already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The microphone is off. Ctrl+M turns it on</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VoiceEditor</name>
    <message>
        <source>Best one found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listen to this voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} (not found)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VoicePanel</name>
    <message>
        <source>Unmute (Ctrl+M)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mute (Ctrl+M)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unmute the microphone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mute the microphone</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Walker</name>
    <message numerus="yes">
        <source>%n button(s), Right chooses one.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{0}: {1}. {2} of {3}. Press Enter.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Waveform</name>
    <message>
        <source>Loudness of you and of the assistant</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Marks</name>
    <message>
        <source>Patience: {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>parent</name>
    <message>
        <source>Patience</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
