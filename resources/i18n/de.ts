<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AboutPage</name>
    <message>
        <source>Desktop Assistant {version}</source>
        <translation>Desktop Assistant {version}</translation>
    </message>
    <message>
        <source>A live spoken conversation, on your own computer or with a provider of your choice.</source>
        <translation>Ein gesprochenes Live-Gespräch, auf dem eigenen Computer oder mit einem Anbieter Ihrer Wahl.</translation>
    </message>
    <message>
        <source>Licensed under Apache-2.0. The offline voice espeak-ng is licensed under GPL-3.0 and runs as a program of its own; Qt is used under LGPL-3.0. The NOTICE file lists everything.</source>
        <translation>Lizenziert unter Apache-2.0. Die Offline-Stimme espeak-ng steht unter GPL-3.0 und läuft als eigenes Programm; Qt wird unter LGPL-3.0 verwendet. Die Datei NOTICE führt alles auf.</translation>
    </message>
    <message>
        <source>Log files</source>
        <translation>Protokolldateien</translation>
    </message>
    <message>
        <source>Folder of the log files</source>
        <translation>Ordner der Protokolldateien</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Gespräche</translation>
    </message>
    <message>
        <source>Folder of the conversations</source>
        <translation>Ordner der Gespräche</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Folder of the settings</source>
        <translation>Ordner der Einstellungen</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Mute or unmute the microphone</source>
        <translation>Mikrofon stumm- oder einschalten</translation>
    </message>
    <message>
        <source>Type a message</source>
        <translation>Nachricht eingeben</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Neues Gespräch</translation>
    </message>
    <message>
        <source>Past conversations</source>
        <translation>Frühere Gespräche</translation>
    </message>
    <message>
        <source>Find in this conversation</source>
        <translation>In diesem Gespräch suchen</translation>
    </message>
    <message>
        <source>Search all conversations</source>
        <translation>Alle Gespräche durchsuchen</translation>
    </message>
    <message>
        <source>Copy the whole conversation</source>
        <translation>Das ganze Gespräch kopieren</translation>
    </message>
    <message>
        <source>Captions above other windows</source>
        <translation>Untertitel über anderen Fenstern</translation>
    </message>
    <message>
        <source>Choose who answers</source>
        <translation>Wählen, wer antwortet</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>Geduld</translation>
    </message>
    <message>
        <source>How fast the answers came</source>
        <translation>Wie schnell die Antworten kamen</translation>
    </message>
    <message>
        <source>Test speakers and microphone</source>
        <translation>Lautsprecher und Mikrofon testen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>AppearancePage</name>
    <message>
        <source>Like the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Of this window. It changes at the next start.</source>
        <translation>Gilt für dieses Fenster, ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>Weniger Bewegung</translation>
    </message>
    <message>
        <source>Nothing spins or travels; what happens is still said in words and shapes.</source>
        <translation>Nichts dreht sich oder wandert; was geschieht, wird weiterhin mit Worten und Formen gezeigt.</translation>
    </message>
    <message>
        <source>Captions above other windows</source>
        <translation>Untertitel über anderen Fenstern</translation>
    </message>
    <message>
        <source>A strip with what is being said, large enough to be read from across the room.</source>
        <translation>Ein Streifen mit dem, was gesagt wird, groß genug, um quer durchs Zimmer gelesen zu werden.</translation>
    </message>
</context>
<context>
    <name>Attach</name>
    <message>
        <source>This installation cannot use a camera.</source>
        <translation>Diese Installation kann keine Kamera benutzen.</translation>
    </message>
    <message>
        <source>No camera is connected, or the system does not let this program see it.</source>
        <translation>Es ist keine Kamera angeschlossen, oder das System lässt dieses Programm sie nicht sehen.</translation>
    </message>
    <message>
        <source>{0} could not be read.</source>
        <translation>{0} konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>{0} is neither a picture nor a text file, and nothing else can be sent.</source>
        <translation>{0} ist weder ein Bild noch eine Textdatei, und anderes kann nicht gesendet werden.</translation>
    </message>
    <message>
        <source>{0} is too large to be sent.</source>
        <translation>{0} ist zu groß, um gesendet zu werden.</translation>
    </message>
    <message>
        <source>{0} is empty.</source>
        <translation>{0} ist leer.</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>It</source>
        <translation>Es</translation>
    </message>
    <message>
        <source>{0} is long: its first {1} characters go along.</source>
        <translation>{0} ist lang: Die ersten {1} Zeichen werden mitgesendet.</translation>
    </message>
    <message>
        <source>Drag over what you want to show. Enter takes the whole screen, or the frame that arrow keys move; Esc takes nothing.</source>
        <translation>Ziehen Sie über das, was Sie zeigen wollen. Enter nimmt den ganzen Bildschirm oder den Rahmen, den die Pfeiltasten bewegen; Esc nimmt nichts.</translation>
    </message>
</context>
<context>
    <name>Attaching</name>
    <message>
        <source>Picture or file…</source>
        <translation>Bild oder Datei …</translation>
    </message>
    <message>
        <source>Part of the screen…</source>
        <translation>Teil des Bildschirms …</translation>
    </message>
    <message>
        <source>Picture from the camera…</source>
        <translation>Bild von der Kamera …</translation>
    </message>
    <message>
        <source>Share screen, window or camera…</source>
        <translation>Bildschirm, Fenster oder Kamera teilen…</translation>
    </message>
    <message>
        <source>Stop sharing</source>
        <translation>Nicht mehr teilen</translation>
    </message>
    <message>
        <source>Pictures and text files</source>
        <translation>Bilder und Textdateien</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>Bildschirm</translation>
    </message>
</context>
<context>
    <name>AttachmentStrip</name>
    <message>
        <source>Goes with the message</source>
        <translation>Wird mit der Nachricht gesendet</translation>
    </message>
</context>
<context>
    <name>AudioPage</name>
    <message>
        <source>The first that is plugged in is used. Drag to reorder, or Alt+Up and Alt+Down.</source>
        <translation>Benutzt wird das erste, das angeschlossen ist. Reihenfolge durch Ziehen oder mit Alt+Auf und Alt+Ab ändern.</translation>
    </message>
    <message>
        <source>Microphones, the preferred one first</source>
        <translation>Mikrofone, das bevorzugte zuerst</translation>
    </message>
    <message>
        <source>Speakers, the preferred one first</source>
        <translation>Lautsprecher, der bevorzugte zuerst</translation>
    </message>
    <message>
        <source>Test speakers and microphone…</source>
        <translation>Lautsprecher und Mikrofon testen …</translation>
    </message>
    <message>
        <source>Measures the echo and says whether you can talk over the assistant.</source>
        <translation>Misst das Echo und sagt, ob Sie dem Assistenten ins Wort fallen können.</translation>
    </message>
    <message>
        <source>Loudness of the assistant</source>
        <translation>Lautstärke des Assistenten</translation>
    </message>
    <message>
        <source>Remove the assistant&apos;s own voice from the microphone</source>
        <translation>Die Stimme des Assistenten aus dem Mikrofon entfernen</translation>
    </message>
    <message>
        <source>Keep this on unless you always wear headphones.</source>
        <translation>Lassen Sie das an, es sei denn, Sie tragen immer Kopfhörer.</translation>
    </message>
    <message>
        <source>Take steady noise out of what is sent</source>
        <translation>Gleichmäßiges Rauschen aus dem Gesendeten entfernen</translation>
    </message>
    <message>
        <source>For fans and streets.</source>
        <translation>Gegen Lüfter und Straßen.</translation>
    </message>
    <message>
        <source>Raise a quiet voice</source>
        <translation>Eine leise Stimme anheben</translation>
    </message>
    <message>
        <source>For a distant microphone; it raises the room too.</source>
        <translation>Für ein entferntes Mikrofon; hebt auch die Geräusche des Raums an.</translation>
    </message>
    <message>
        <source>Advise against the microphone of Bluetooth headphones</source>
        <translation>Vom Mikrofon von Bluetooth-Kopfhörern abraten</translation>
    </message>
    <message>
        <source>Soft sounds while thinking and when the microphone opens</source>
        <translation>Leise Klänge beim Nachdenken und wenn das Mikrofon aufgeht</translation>
    </message>
    <message>
        <source>High: 24 kHz</source>
        <translation>Hoch: 24 kHz</translation>
    </message>
    <message>
        <source>Wide: 16 kHz</source>
        <translation>Breitband: 16 kHz</translation>
    </message>
    <message>
        <source>Telephone: 8 kHz, for slow networks</source>
        <translation>Telefon: 8 kHz, für langsame Netze</translation>
    </message>
    <message>
        <source>Sound quality</source>
        <translation>Tonqualität</translation>
    </message>
    <message>
        <source>A provider that lacks it uses its nearest.</source>
        <translation>Ein Anbieter, der sie nicht hat, nimmt seine nächstliegende.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Listens while the assistant speaks, unless its own sound cannot be told from yours, or you chose in the test to let it rest with these devices.</source>
        <translation>Hört zu, während der Assistent spricht, es sei denn, sein Ton ist von Ihrem nicht zu unterscheiden, oder Sie haben im Test gewählt, dass es mit diesen Geräten ruht.</translation>
    </message>
    <message>
        <source>Always listen</source>
        <translation>Immer zuhören</translation>
    </message>
    <message>
        <source>You can always talk over it; with loud speakers it may hear itself.</source>
        <translation>Sie können ihm immer ins Wort fallen; bei lauten Lautsprechern hört er sich vielleicht selbst.</translation>
    </message>
    <message>
        <source>Rest while it speaks</source>
        <translation>Ruhen, während er spricht</translation>
    </message>
    <message>
        <source>The microphone rests until the assistant has finished; Esc stops it.</source>
        <translation>Das Mikrofon ruht, bis der Assistent fertig ist; Esc hält ihn an.</translation>
    </message>
    <message>
        <source>Microphone while the assistant speaks</source>
        <translation>Mikrofon, während der Assistent spricht</translation>
    </message>
    <message>
        <source>Easy</source>
        <translation>Leicht</translation>
    </message>
    <message>
        <source>A short word interrupts; so may a cough.</source>
        <translation>Ein kurzes Wort unterbricht, ein Husten vielleicht auch.</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>A few words interrupt; a cough or a key does not.</source>
        <translation>Ein paar Wörter unterbrechen; ein Husten oder eine Taste nicht.</translation>
    </message>
    <message>
        <source>Firm</source>
        <translation>Schwer</translation>
    </message>
    <message>
        <source>Only clear, longer speech interrupts: for loud rooms.</source>
        <translation>Nur klares, längeres Sprechen unterbricht: für laute Räume.</translation>
    </message>
    <message>
        <source>What interrupts the assistant</source>
        <translation>Was den Assistenten unterbricht</translation>
    </message>
</context>
<context>
    <name>BannerStack</name>
    <message>
        <source>Show the next message</source>
        <translation>Die nächste Meldung zeigen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more message(s)</source>
        <translation>
            <numerusform>%Ln weitere Meldung</numerusform>
            <numerusform>%Ln weitere Meldungen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CameraPhoto</name>
    <message>
        <source>Picture from the camera</source>
        <translation>Bild von der Kamera</translation>
    </message>
    <message>
        <source>Choose a camera.</source>
        <translation>Wählen Sie eine Kamera.</translation>
    </message>
    <message>
        <source>The camera is on. Nothing is sent before you send the message.</source>
        <translation>Die Kamera ist an. Nichts wird gesendet, bevor Sie die Nachricht senden.</translation>
    </message>
    <message>
        <source>Take the picture</source>
        <translation>Bild aufnehmen</translation>
    </message>
</context>
<context>
    <name>CaptionStrip</name>
    <message>
        <source>Captions</source>
        <translation>Untertitel</translation>
    </message>
    <message>
        <source>Captions: drag to move, Ctrl+Shift+L to hide</source>
        <translation>Untertitel: zum Verschieben ziehen, Strg+Umschalt+L blendet sie aus</translation>
    </message>
    <message>
        <source>What is said will stand here.</source>
        <translation>Hier steht gleich, was gesagt wird.</translation>
    </message>
</context>
<context>
    <name>Chat</name>
    <message>
        <source>On screen</source>
        <translation>Auf dem Bildschirm</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>Assistant</source>
        <translation>Assistent</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Phone number</source>
        <translation>Telefonnummer</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Termin</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Menge</translation>
    </message>
    <message>
        <source>Quotation</source>
        <translation>Zitat</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Formular</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>bestätigt</translation>
    </message>
    <message>
        <source>{0} of {1} answered</source>
        <translation>{0} von {1} beantwortet</translation>
    </message>
    <message>
        <source>Which one?</source>
        <translation>Was ist gemeint?</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Did you say</source>
        <translation>Sagten Sie</translation>
    </message>
    <message>
        <source>Not answered</source>
        <translation>Nicht beantwortet</translation>
    </message>
    <message>
        <source>Broken off</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Correct this and ask again</source>
        <translation>Das berichtigen und erneut fragen</translation>
    </message>
    <message>
        <source>Amount of money</source>
        <translation>Geldbetrag</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Uhrzeit</translation>
    </message>
    <message>
        <source>Answer it</source>
        <translation>Beantworten</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Erneut fragen</translation>
    </message>
    <message>
        <source>Correct…</source>
        <translation>Berichtigen …</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>Als Markdown kopieren</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>Als CSV kopieren</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>{0} speaks from here on</source>
        <translation>Ab hier spricht {0}</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>Wird noch gesendet</translation>
    </message>
    <message>
        <source>Could not be sent</source>
        <translation>Konnte nicht gesendet werden</translation>
    </message>
    <message>
        <source>The answer failed</source>
        <translation>Die Antwort ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>Perhaps misheard</source>
        <translation>Vielleicht verhört</translation>
    </message>
    <message>
        <source>Not answered: it sounded like somebody else</source>
        <translation>Nicht beantwortet: Es klang nach jemand anderem</translation>
    </message>
    <message>
        <source>Interrupted before it was heard</source>
        <translation>Unterbrochen, ehe es zu hören war</translation>
    </message>
    <message>
        <source>Interrupted after {0} s</source>
        <translation>Nach {0} s unterbrochen</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Unterbrochen</translation>
    </message>
    <message>
        <source>The answer broke off before its end</source>
        <translation>Die Antwort ist vor ihrem Ende abgebrochen</translation>
    </message>
    <message>
        <source>You stopped the assistant here.</source>
        <translation>Hier haben Sie den Assistenten angehalten.</translation>
    </message>
    <message>
        <source>You stopped the assistant here. What is struck through was not heard, and the model does not remember it.</source>
        <translation>Hier haben Sie den Assistenten angehalten. Das Durchgestrichene war nicht zu hören, und das Modell erinnert sich nicht daran.</translation>
    </message>
    <message>
        <source>Choose below what you said, or correct it with F2.</source>
        <translation>Wählen Sie unten, was Sie sagten, oder berichtigen Sie es mit F2.</translation>
    </message>
    <message>
        <source>The recogniser was not sure of: {0}</source>
        <translation>Die Spracherkennung war sich nicht sicher bei: {0}</translation>
    </message>
    <message>
        <source>You said: {0}</source>
        <translation>Sie sagten: {0}</translation>
    </message>
    <message>
        <source>Assistant said: {0}</source>
        <translation>Der Assistent sagte: {0}</translation>
    </message>
    <message>
        <source>waiting for the words</source>
        <translation>wartet auf die Worte</translation>
    </message>
    <message>
        <source>Not heard: {0}</source>
        <translation>Nicht gehört: {0}</translation>
    </message>
    <message>
        <source>formula {0}</source>
        <translation>Formel {0}</translation>
    </message>
    <message>
        <source>File {0}</source>
        <translation>Datei {0}</translation>
    </message>
    <message>
        <source>Picture {0}</source>
        <translation>Bild {0}</translation>
    </message>
    <message>
        <source>(not understood)</source>
        <translation>(nicht verstanden)</translation>
    </message>
    <message>
        <source>Question: {0} Answers: {1}</source>
        <translation>Frage: {0} Antworten: {1}</translation>
    </message>
    <message>
        <source>Used a tool</source>
        <translation>Ein Werkzeug benutzt</translation>
    </message>
    <message>
        <source>Used {0}</source>
        <translation>{0} benutzt</translation>
    </message>
    <message>
        <source>Copy message</source>
        <translation>Nachricht kopieren</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>Code kopieren</translation>
    </message>
    <message>
        <source>Play the recording, or stop it</source>
        <translation>Die Aufnahme abspielen oder anhalten</translation>
    </message>
    <message>
        <source>Correct this and ask again (F2)</source>
        <translation>Das berichtigen und erneut fragen (F2)</translation>
    </message>
    <message>
        <source>Earlier version (Alt+Left)</source>
        <translation>Frühere Fassung (Alt+Links)</translation>
    </message>
    <message>
        <source>Later version (Alt+Right)</source>
        <translation>Spätere Fassung (Alt+Rechts)</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
</context>
<context>
    <name>ChatView</name>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>Up and Down move between messages, Left and Right between exact things, Ctrl+C copies, Enter plays a recording, F2 corrects what you said.</source>
        <translation>Auf und Ab wechseln zwischen Nachrichten, Links und Rechts zwischen exakten Angaben, Strg+C kopiert, Enter spielt eine Aufnahme ab, F2 berichtigt, was Sie sagten.</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Type a message</source>
        <translation>Nachricht eingeben</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Enter sends, Shift+Enter begins a new line, Up brings back what you sent.</source>
        <translation>Enter sendet, Umschalt+Enter beginnt eine neue Zeile, Auf holt Gesendetes zurück.</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>Anhängen</translation>
    </message>
    <message>
        <source>Attach a picture or a file</source>
        <translation>Bild oder Datei anhängen</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Send (Enter)</source>
        <translation>Senden (Enter)</translation>
    </message>
</context>
<context>
    <name>ContinuityPage</name>
    <message>
        <source>Let another provider stand in</source>
        <translation>Einen anderen Anbieter einspringen lassen</translation>
    </message>
    <message>
        <source>While yours cannot be reached. It is told the conversation, and gives it back by itself.</source>
        <translation>Solange Ihrer nicht erreichbar ist. Ihm wird das Gespräch mitgeteilt, und er gibt es von selbst zurück.</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Niemand</translation>
    </message>
    <message>
        <source>Same company, or this computer</source>
        <translation>Gleiche Firma oder dieser Computer</translation>
    </message>
    <message>
        <source>Another company hears what you say only if you choose it here.</source>
        <translation>Eine andere Firma hört nur dann, was Sie sagen, wenn Sie sie hier wählen.</translation>
    </message>
    <message>
        <source>First</source>
        <translation>Zuerst</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>Dann</translation>
    </message>
    <message>
        <source>As the connection allows</source>
        <translation>Wie die Verbindung es zulässt</translation>
    </message>
    <message>
        <source>Always whole</source>
        <translation>Immer unverkürzt</translation>
    </message>
    <message>
        <source>Always in smaller packets</source>
        <translation>Immer in kleineren Paketen</translation>
    </message>
    <message>
        <source>Always as over a telephone</source>
        <translation>Immer wie am Telefon</translation>
    </message>
    <message>
        <source>On a slow connection it is sent in smaller packets first, then as over a telephone, and back again.</source>
        <translation>Bei langsamer Verbindung zuerst in kleineren Paketen, dann wie am Telefon, und wieder zurück.</translation>
    </message>
    <message>
        <source>Your voice is sent</source>
        <translation>Ihre Stimme wird gesendet</translation>
    </message>
    <message>
        <source>Hang up after silence of</source>
        <translation>Auflegen nach Stille von</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>Only paid sessions. Your next word connects again, and nothing is lost.</source>
        <translation>Nur bezahlte Sitzungen. Ihr nächstes Wort verbindet wieder, und nichts geht verloren.</translation>
    </message>
    <message>
        <source>Spend at most, a month</source>
        <translation>Höchstens im Monat ausgeben</translation>
    </message>
    <message>
        <source>Anything</source>
        <translation>Beliebig viel</translation>
    </message>
    <message>
        <source>You are told at four fifths of it; at the whole of it paid providers are not asked any more.</source>
        <translation>Bei vier Fünfteln davon werden Sie gewarnt; ist alles ausgegeben, werden bezahlte Anbieter nicht mehr gefragt.</translation>
    </message>
    <message>
        <source>Spent</source>
        <translation>Ausgegeben</translation>
    </message>
    <message>
        <source>What models cost is in prices.toml, which you may change.</source>
        <translation>Was Modelle kosten, steht in prices.toml, das Sie ändern dürfen.</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>Preise</translation>
    </message>
    <message>
        <source>Folder of the prices</source>
        <translation>Ordner der Preise</translation>
    </message>
    <message numerus="yes">
        <source>%Ln minute(s)</source>
        <translation>
            <numerusform>%Ln Minute</numerusform>
            <numerusform>%Ln Minuten</numerusform>
        </translation>
    </message>
    <message>
        <source>${0}</source>
        <translation>{0} $</translation>
    </message>
</context>
<context>
    <name>ConversationDelegate</name>
    <message>
        <source>Title of the conversation</source>
        <translation>Titel des Gesprächs</translation>
    </message>
</context>
<context>
    <name>ConversationList</name>
    <message>
        <source>Past conversations</source>
        <translation>Frühere Gespräche</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Neues Gespräch</translation>
    </message>
    <message>
        <source>Conversations appear here.</source>
        <translation>Hier erscheinen Gespräche.</translation>
    </message>
    <message>
        <source>List of conversations</source>
        <translation>Liste der Gespräche</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Anheften</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Tags…</source>
        <translation>Schlagwörter …</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Export and import</source>
        <translation>Exportieren und importieren</translation>
    </message>
    <message>
        <source>Export all conversations…</source>
        <translation>Alle Gespräche exportieren …</translation>
    </message>
    <message>
        <source>Import conversations…</source>
        <translation>Gespräche importieren …</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo the deletion</source>
        <translation>Das Löschen rückgängig machen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Ohne Titel</translation>
    </message>
    <message>
        <source>Deleted “{title}”</source>
        <translation>„{title}“ gelöscht</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>Lösen</translation>
    </message>
</context>
<context>
    <name>ConversationPage</name>
    <message>
        <source>How you talk</source>
        <translation>Wie Sie sprechen</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>Geduld</translation>
    </message>
    <message>
        <source>How long you may pause before your turn counts as over. Works at once, without OK.</source>
        <translation>Wie lange Sie innehalten dürfen, bevor Sie als fertig gelten. Wirkt sofort, ohne OK.</translation>
    </message>
    <message>
        <source>Said at the end of your turn, it sends at once. Leave empty for none. It works where this computer answers; other providers know only pauses.</source>
        <translation>Am Ende gesagt, sendet es sofort. Leer lassen für keines. Es wirkt, wo dieser Computer antwortet; andere Anbieter kennen nur Pausen.</translation>
    </message>
    <message>
        <source>End phrase</source>
        <translation>Schlusswort</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Of your speech. Without a network, this computer understands English.</source>
        <translation>In der Sie sprechen. Ohne Netz versteht dieser Computer Englisch.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Who the assistant is</source>
        <translation>Wer der Assistent ist</translation>
    </message>
    <message>
        <source>Sent to the model before every conversation.</source>
        <translation>Wird vor jedem Gespräch an das Modell gesendet.</translation>
    </message>
</context>
<context>
    <name>Copying</name>
    <message>
        <source>Copy selection</source>
        <translation>Auswahl kopieren</translation>
    </message>
    <message>
        <source>Copy message</source>
        <translation>Nachricht kopieren</translation>
    </message>
    <message>
        <source>Copy {0} code</source>
        <translation>{0}-Code kopieren</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>Code kopieren</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Stop the recording</source>
        <translation>Die Aufnahme anhalten</translation>
    </message>
    <message>
        <source>Play the recording</source>
        <translation>Die Aufnahme abspielen</translation>
    </message>
    <message>
        <source>Copy conversation</source>
        <translation>Gespräch kopieren</translation>
    </message>
    <message>
        <source>Copy formula</source>
        <translation>Formel kopieren</translation>
    </message>
    <message>
        <source>Copy formula {0}</source>
        <translation>Formel {0} kopieren</translation>
    </message>
    <message>
        <source>Show the picture</source>
        <translation>Das Bild zeigen</translation>
    </message>
    <message>
        <source>Correct this and ask again</source>
        <translation>Das berichtigen und erneut fragen</translation>
    </message>
    <message>
        <source>Earlier version</source>
        <translation>Frühere Fassung</translation>
    </message>
    <message>
        <source>Later version</source>
        <translation>Spätere Fassung</translation>
    </message>
</context>
<context>
    <name>Costs</name>
    <message>
        <source>under $0.01</source>
        <translation>unter 0,01 $</translation>
    </message>
    <message>
        <source>${0}</source>
        <translation>{0} $</translation>
    </message>
    <message>
        <source>This conversation: {0}</source>
        <translation>Dieses Gespräch: {0}</translation>
    </message>
    <message>
        <source>Today: {0}</source>
        <translation>Heute: {0}</translation>
    </message>
    <message>
        <source>This month: {0}</source>
        <translation>Diesen Monat: {0}</translation>
    </message>
    <message>
        <source>An estimate, with prices of {0}.</source>
        <translation>Geschätzt, mit Preisen vom {0}.</translation>
    </message>
    <message>
        <source>Without {0}, whose price is not known.</source>
        <translation>Ohne {0}, dessen Preis nicht bekannt ist.</translation>
    </message>
    <message>
        <source>Questions left: {0} of {1}, all of them again in {2} s.</source>
        <translation>Verbleibende Fragen: {0} von {1}, alle wieder in {2} s.</translation>
    </message>
    <message>
        <source>Tokens left: {0} of {1}, all of them again in {2} s.</source>
        <translation>Verbleibende Token: {0} von {1}, alle wieder in {2} s.</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Pasted picture</source>
        <translation>Eingefügtes Bild</translation>
    </message>
    <message numerus="yes">
        <source>Only %Ln thing(s) can go with one message.</source>
        <translation>
            <numerusform>Mit einer Nachricht kann nur %Ln Anhang gesendet werden.</numerusform>
            <numerusform>Mit einer Nachricht können nur %Ln Anhänge gesendet werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>The provider in use takes no pictures: yours will be kept in the conversation, but not seen.</source>
        <translation>Der jetzige Anbieter nimmt keine Bilder an: Ihres bleibt im Gespräch, wird aber nicht gesehen.</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>the address is not a WebSocket address</source>
        <translation>die Adresse ist keine WebSocket-Adresse</translation>
    </message>
    <message>
        <source>the certificate is not trusted by this computer</source>
        <translation>dieser Computer vertraut dem Zertifikat nicht</translation>
    </message>
    <message>
        <source>the server&apos;s answer breaks the rules of WebSocket</source>
        <translation>die Antwort des Servers bricht die Regeln von WebSocket</translation>
    </message>
    <message>
        <source>the proxy refused the connection</source>
        <translation>der Proxy hat die Verbindung abgelehnt</translation>
    </message>
    <message>
        <source>the server&apos;s name could not be looked up</source>
        <translation>der Name des Servers ließ sich nicht auflösen</translation>
    </message>
    <message>
        <source>nothing answers at that address</source>
        <translation>unter dieser Adresse antwortet nichts</translation>
    </message>
    <message>
        <source>no answer within 10 seconds</source>
        <translation>keine Antwort innerhalb von 10 Sekunden</translation>
    </message>
    <message>
        <source>the connection failed</source>
        <translation>die Verbindung ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>the server&apos;s answer could not be understood</source>
        <translation>die Antwort des Servers war nicht zu verstehen</translation>
    </message>
    <message>
        <source>closed by us with {0}</source>
        <translation>von uns mit {0} geschlossen</translation>
    </message>
    <message>
        <source>nothing came back from the service</source>
        <translation>vom Dienst kam nichts zurück</translation>
    </message>
    <message>
        <source>the key could not be tested</source>
        <translation>der Schlüssel konnte nicht geprüft werden</translation>
    </message>
    <message>
        <source>the server sent us elsewhere, which is refused to protect the key</source>
        <translation>der Server hat uns weiterverwiesen, was zum Schutz des Schlüssels abgelehnt wird</translation>
    </message>
    <message>
        <source>the service ended the session</source>
        <translation>der Dienst hat die Sitzung beendet</translation>
    </message>
    <message>
        <source>the connection broke off</source>
        <translation>die Verbindung ist abgebrochen</translation>
    </message>
    <message>
        <source>the service does not accept the key</source>
        <translation>der Dienst nimmt den Schlüssel nicht an</translation>
    </message>
    <message>
        <source>the service refused the session</source>
        <translation>der Dienst hat die Sitzung abgelehnt</translation>
    </message>
    <message>
        <source>the service says that we broke the rules of WebSocket</source>
        <translation>der Dienst sagt, wir hätten die Regeln von WebSocket gebrochen</translation>
    </message>
    <message>
        <source>the service does not take this kind of data</source>
        <translation>der Dienst nimmt diese Art von Daten nicht an</translation>
    </message>
    <message>
        <source>the service does not take what it was sent</source>
        <translation>der Dienst nimmt das Gesendete nicht an</translation>
    </message>
    <message>
        <source>the service&apos;s rules do not allow this session</source>
        <translation>die Regeln des Dienstes erlauben diese Sitzung nicht</translation>
    </message>
    <message>
        <source>something that was sent is too large for the service</source>
        <translation>etwas Gesendetes ist dem Dienst zu groß</translation>
    </message>
    <message>
        <source>the service lacks an extension</source>
        <translation>dem Dienst fehlt eine Erweiterung</translation>
    </message>
    <message>
        <source>the service had a fault of its own</source>
        <translation>der Dienst hatte selbst einen Fehler</translation>
    </message>
    <message>
        <source>the service is being restarted</source>
        <translation>der Dienst wird neu gestartet</translation>
    </message>
    <message>
        <source>the service is overloaded</source>
        <translation>der Dienst ist überlastet</translation>
    </message>
    <message>
        <source>a gateway before the service failed</source>
        <translation>ein Gateway vor dem Dienst hat versagt</translation>
    </message>
    <message>
        <source>the encryption of the connection failed</source>
        <translation>die Verschlüsselung der Verbindung ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>the service waited too long for us</source>
        <translation>der Dienst hat zu lange auf uns gewartet</translation>
    </message>
    <message>
        <source>the service closed the connection</source>
        <translation>der Dienst hat die Verbindung geschlossen</translation>
    </message>
    <message>
        <source>the provider did not answer in time</source>
        <translation>der Anbieter hat nicht rechtzeitig geantwortet</translation>
    </message>
    <message>
        <source>the provider sent no sound</source>
        <translation>der Anbieter hat keinen Ton gesendet</translation>
    </message>
    <message>
        <source>the provider refused to say it</source>
        <translation>der Anbieter wollte es nicht sprechen</translation>
    </message>
    <message>
        <source>the connection was closed</source>
        <translation>die Verbindung wurde geschlossen</translation>
    </message>
    <message>
        <source>again in {0} s</source>
        <translation>wieder in {0} s</translation>
    </message>
    <message>
        <source>no key is stored for this provider</source>
        <translation>für diesen Anbieter ist kein Schlüssel gespeichert</translation>
    </message>
    <message>
        <source>it contains characters that no key has</source>
        <translation>er enthält Zeichen, die kein Schlüssel hat</translation>
    </message>
    <message>
        <source>That is not a key: a key is one word without spaces or line breaks.</source>
        <translation>Das ist kein Schlüssel: Ein Schlüssel ist ein Wort ohne Leerzeichen und Zeilenumbrüche.</translation>
    </message>
    <message>
        <source>The key could not be saved in {0}: {1}.</source>
        <translation>Der Schlüssel konnte nicht in {0} gespeichert werden: {1}.</translation>
    </message>
    <message>
        <source>The key could not be removed from {0}: {1}.</source>
        <translation>Der Schlüssel konnte nicht aus {0} entfernt werden: {1}.</translation>
    </message>
    <message>
        <source>The key could not be kept in the system&apos;s key store: {0}. You can {1}.</source>
        <translation>Der Schlüssel konnte nicht im Schlüsselspeicher des Systems abgelegt werden: {0}. Sie können {1}.</translation>
    </message>
    <message>
        <source>The key could not be kept in the system&apos;s key store: {0}.</source>
        <translation>Der Schlüssel konnte nicht im Schlüsselspeicher des Systems abgelegt werden: {0}.</translation>
    </message>
    <message>
        <source>allow the key file in the settings</source>
        <translation>die Schlüsseldatei in den Einstellungen erlauben</translation>
    </message>
    <message>
        <source>allow the key file in the settings, or set {0}</source>
        <translation>die Schlüsseldatei in den Einstellungen erlauben oder {0} setzen</translation>
    </message>
    <message>
        <source>it forgot the key at once</source>
        <translation>er hat den Schlüssel sofort vergessen</translation>
    </message>
    <message>
        <source>it does not answer</source>
        <translation>er antwortet nicht</translation>
    </message>
    <message>
        <source>it failed ({0})</source>
        <translation>er ist fehlgeschlagen ({0})</translation>
    </message>
    <message>
        <source>this system has none</source>
        <translation>dieses System hat keinen</translation>
    </message>
    <message>
        <source>there is nobody who keeps it</source>
        <translation>niemand bewahrt ihn auf</translation>
    </message>
    <message>
        <source>the Azure command line (az) is not installed</source>
        <translation>die Azure-Befehlszeile (az) ist nicht installiert</translation>
    </message>
    <message>
        <source>nobody is signed in with the Azure command line: run `az login`</source>
        <translation>niemand ist mit der Azure-Befehlszeile angemeldet: führen Sie `az login` aus</translation>
    </message>
    <message>
        <source>the Azure command line (az) did not answer</source>
        <translation>die Azure-Befehlszeile (az) hat nicht geantwortet</translation>
    </message>
    <message>
        <source>the answer of the Azure command line (az) could not be read</source>
        <translation>die Antwort der Azure-Befehlszeile (az) war nicht lesbar</translation>
    </message>
    <message>
        <source>A key is only sent encrypted: the address must begin with wss://.</source>
        <translation>Ein Schlüssel wird nur verschlüsselt gesendet: Die Adresse muss mit wss:// beginnen.</translation>
    </message>
    <message>
        <source>Azure needs the name of your deployment of a realtime model.</source>
        <translation>Azure braucht den Namen Ihrer Bereitstellung eines Realtime-Modells.</translation>
    </message>
    <message>
        <source>The address of the realtime service is not a valid URL.</source>
        <translation>Die Adresse des Realtime-Dienstes ist keine gültige URL.</translation>
    </message>
    <message>
        <source>The address of the realtime service must begin with wss:// or ws:// and name a host.</source>
        <translation>Die Adresse des Realtime-Dienstes muss mit wss:// oder ws:// beginnen und einen Rechner nennen.</translation>
    </message>
    <message>
        <source>This file is no persona: export one here to see what such a file looks like.</source>
        <translation>Diese Datei ist keine Persona: Exportieren Sie hier eine, um zu sehen, wie so eine Datei aussieht.</translation>
    </message>
    <message>
        <source>The persona in this file has no name.</source>
        <translation>Die Persona in dieser Datei hat keinen Namen.</translation>
    </message>
    <message>
        <source>The persona&apos;s patience must be 0, or from 200 to 3000 ms.</source>
        <translation>Die Geduld der Persona muss 0 sein oder zwischen 200 und 3000 ms liegen.</translation>
    </message>
    <message>
        <source>The file is too large to be a persona.</source>
        <translation>Die Datei ist zu groß für eine Persona.</translation>
    </message>
    <message>
        <source>There are no conversations in this file.</source>
        <translation>In dieser Datei sind keine Gespräche.</translation>
    </message>
    <message>
        <source>This file was written by a newer version of this program.</source>
        <translation>Diese Datei stammt von einer neueren Version dieses Programms.</translation>
    </message>
    <message>
        <source>This file holds no conversations that can be read: export one here as JSON, or take ChatGPT&apos;s conversations.json.</source>
        <translation>Diese Datei enthält keine lesbaren Gespräche: Exportieren Sie hier eines als JSON, oder nehmen Sie die conversations.json von ChatGPT.</translation>
    </message>
    <message>
        <source>The file could not be written: {0}.</source>
        <translation>Die Datei konnte nicht geschrieben werden: {0}.</translation>
    </message>
    <message>
        <source>The file could not be read: {0}.</source>
        <translation>Die Datei konnte nicht gelesen werden: {0}.</translation>
    </message>
    <message>
        <source>The file is too large to be read in.</source>
        <translation>Die Datei ist zu groß, um gelesen zu werden.</translation>
    </message>
    <message>
        <source>The file is damaged, or not of a kind that can be read in.</source>
        <translation>Die Datei ist beschädigt oder von einer Art, die nicht gelesen werden kann.</translation>
    </message>
    <message>
        <source>There is nothing to export.</source>
        <translation>Es gibt nichts zu exportieren.</translation>
    </message>
    <message>
        <source>The recording could not be read: {0}.</source>
        <translation>Die Aufnahme konnte nicht gelesen werden: {0}.</translation>
    </message>
    <message>
        <source>The sound of this message was not kept.</source>
        <translation>Der Ton dieser Nachricht wurde nicht behalten.</translation>
    </message>
    <message>
        <source>The recording is damaged.</source>
        <translation>Die Aufnahme ist beschädigt.</translation>
    </message>
    <message>
        <source>The recording is damaged, or encrypted with another key.</source>
        <translation>Die Aufnahme ist beschädigt oder mit einem anderen Schlüssel verschlüsselt.</translation>
    </message>
    <message>
        <source>The recording is damaged, or encrypted with a key that is not here.</source>
        <translation>Die Aufnahme ist beschädigt oder mit einem Schlüssel verschlüsselt, der nicht da ist.</translation>
    </message>
    <message>
        <source>Nothing of this message was heard.</source>
        <translation>Von dieser Nachricht war nichts zu hören.</translation>
    </message>
    <message>
        <source>The history is closed.</source>
        <translation>Der Verlauf ist geschlossen.</translation>
    </message>
    <message>
        <source>The history refused a change.</source>
        <translation>Der Verlauf hat eine Änderung abgelehnt.</translation>
    </message>
    <message>
        <source>{0} It was kept as {1}</source>
        <translation>{0} Aufbewahrt als {1}</translation>
    </message>
    <message>
        <source>The history was damaged.</source>
        <translation>Der Verlauf war beschädigt.</translation>
    </message>
    <message>
        <source>The history is damaged, or encrypted with a key that is not in the key store any more.</source>
        <translation>Der Verlauf ist beschädigt oder mit einem Schlüssel verschlüsselt, der nicht mehr im Schlüsselspeicher ist.</translation>
    </message>
    <message>
        <source>The history is damaged, or encrypted with another key than the key store has.</source>
        <translation>Der Verlauf ist beschädigt oder mit einem anderen Schlüssel verschlüsselt als dem im Schlüsselspeicher.</translation>
    </message>
    <message>
        <source>The key of the history is not one.</source>
        <translation>Der Schlüssel des Verlaufs ist keiner.</translation>
    </message>
    <message>
        <source>{0} is on a full disk</source>
        <translation>{0} liegt auf einem vollen Datenträger</translation>
    </message>
    <message>
        <source>{0} is in use by another program</source>
        <translation>{0} wird von einem anderen Programm benutzt</translation>
    </message>
    <message>
        <source>{0} is not accessible</source>
        <translation>{0} ist nicht zugänglich</translation>
    </message>
    <message>
        <source>{0} is damaged</source>
        <translation>{0} ist beschädigt</translation>
    </message>
    <message>
        <source>{0} is refusing what this program asks</source>
        <translation>{0} verweigert, was dieses Programm verlangt</translation>
    </message>
    <message>
        <source>{0} could not be read ({1}); defaults are used.</source>
        <translation>{0} konnte nicht gelesen werden ({1}); es gelten die Vorgaben.</translation>
    </message>
    <message>
        <source>{0} could not be understood: {1}. {2}</source>
        <translation>{0} war nicht zu verstehen: {1}. {2}</translation>
    </message>
    <message>
        <source>It was kept as {0}; defaults are used.</source>
        <translation>Sie wurde als {0} aufbewahrt; es gelten die Vorgaben.</translation>
    </message>
    <message>
        <source>Defaults are used; it could not be renamed ({0}).</source>
        <translation>Es gelten die Vorgaben; sie ließ sich nicht umbenennen ({0}).</translation>
    </message>
    <message>
        <source>Defaults are used.</source>
        <translation>Es gelten die Vorgaben.</translation>
    </message>
    <message>
        <source>{0} must be {1}; {2} is used.</source>
        <translation>{0} muss {1} sein; {2} wird benutzt.</translation>
    </message>
    <message>
        <source>a whole number from {0} to {1}</source>
        <translation>eine ganze Zahl von {0} bis {1}</translation>
    </message>
    <message>
        <source>a number from {0} to {1}</source>
        <translation>eine Zahl von {0} bis {1}</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true oder false</translation>
    </message>
    <message>
        <source>text in quotation marks</source>
        <translation>Text in Anführungszeichen</translation>
    </message>
    <message>
        <source>one of {0}</source>
        <translation>eines von {0}</translation>
    </message>
    <message>
        <source>The local engine stopped (exit status {0}).</source>
        <translation>Die lokale Engine ist stehen geblieben (Status {0}).</translation>
    </message>
    <message>
        <source>The local engine has been shut down.</source>
        <translation>Die lokale Engine wurde beendet.</translation>
    </message>
    <message>
        <source>The local engine could not be started.</source>
        <translation>Die lokale Engine konnte nicht gestartet werden.</translation>
    </message>
    <message>
        <source>The local engine did not get ready in time.</source>
        <translation>Die lokale Engine wurde nicht rechtzeitig bereit.</translation>
    </message>
    <message>
        <source>The local engine stopped while it was starting.</source>
        <translation>Die lokale Engine blieb beim Starten stehen.</translation>
    </message>
    <message>
        <source>The local engine could not answer.</source>
        <translation>Die lokale Engine konnte nicht antworten.</translation>
    </message>
    <message>
        <source>The chat server on this computer has no model.</source>
        <translation>Der Chat-Server auf diesem Computer hat kein Modell.</translation>
    </message>
    <message>
        <source>The chat server on this computer could not answer.</source>
        <translation>Der Chat-Server auf diesem Computer konnte nicht antworten.</translation>
    </message>
    <message>
        <source>The chat server on this computer doesn&apos;t answer, so I can only use my own skills.</source>
        <translation>Der Chat-Server auf diesem Computer antwortet nicht; es bleiben die eingebauten Fähigkeiten.</translation>
    </message>
    <message>
        <source>There is no voice on this machine; answers come as text only.</source>
        <translation>Auf diesem Computer gibt es keine Stimme; Antworten kommen nur als Text.</translation>
    </message>
    <message>
        <source>The program of the {0} voices is not installed.</source>
        <translation>Das Programm der {0}-Stimmen ist nicht installiert.</translation>
    </message>
    <message>
        <source>The {0} voice could not be started.</source>
        <translation>Die {0}-Stimme konnte nicht gestartet werden.</translation>
    </message>
    <message>
        <source>The {0} voice does not answer.</source>
        <translation>Die {0}-Stimme antwortet nicht.</translation>
    </message>
    <message>
        <source>The {0} voice failed.</source>
        <translation>Die {0}-Stimme hat versagt.</translation>
    </message>
    <message>
        <source>The espeak-ng voice stopped working.</source>
        <translation>Die Stimme espeak-ng funktioniert nicht mehr.</translation>
    </message>
    <message>
        <source>The voice delivered no sound.</source>
        <translation>Die Stimme hat keinen Ton geliefert.</translation>
    </message>
    <message>
        <source>The provider&apos;s filter stopped the answer.</source>
        <translation>Der Filter des Anbieters hat die Antwort zurückgehalten.</translation>
    </message>
    <message>
        <source>A stage&apos;s address is not a web address.</source>
        <translation>Eine der Adressen ist keine Webadresse.</translation>
    </message>
    <message>
        <source>a stage of the chain does not answer</source>
        <translation>einer der drei Dienste antwortet nicht</translation>
    </message>
    <message>
        <source>The model could not answer.</source>
        <translation>Das Modell konnte nicht antworten.</translation>
    </message>
    <message>
        <source>no text model is set up</source>
        <translation>es ist kein Textmodell eingerichtet</translation>
    </message>
    <message>
        <source>The speech service sends sound that is not 16-bit PCM.</source>
        <translation>Der Sprachdienst sendet Ton, der kein 16-Bit-PCM ist.</translation>
    </message>
    <message>
        <source>The transcription service answered with something else than words.</source>
        <translation>Der Dienst, der mitschreibt, hat mit etwas anderem als Worten geantwortet.</translation>
    </message>
    <message>
        <source>No answer came within a minute.</source>
        <translation>Eine Minute lang kam keine Antwort.</translation>
    </message>
    <message>
        <source>{0} s of speech</source>
        <translation>{0} s Gesprochenes</translation>
    </message>
    <message>
        <source>The microphone delivers nothing. Choose another one, or unplug it and plug it in again.</source>
        <translation>Das Mikrofon liefert nichts. Wählen Sie ein anderes, oder ziehen Sie es ab und stecken es wieder ein.</translation>
    </message>
    <message>
        <source>The microphone delivers only silence. Look whether it is muted, or choose another one.</source>
        <translation>Das Mikrofon liefert nur Stille. Sehen Sie nach, ob es stumm ist, oder wählen Sie ein anderes.</translation>
    </message>
    <message>
        <source>The sound was just being started again. Please repeat the test.</source>
        <translation>Der Ton wurde gerade neu gestartet. Bitte wiederholen Sie den Test.</translation>
    </message>
    <message>
        <source>There is no microphone to test. Plug one in.</source>
        <translation>Es ist kein Mikrofon da, das getestet werden könnte. Schließen Sie eines an.</translation>
    </message>
    <message>
        <source>There is no loudspeaker to test. Plug one in.</source>
        <translation>Es ist kein Lautsprecher da, der getestet werden könnte. Schließen Sie einen an.</translation>
    </message>
    <message>
        <source>{0} of {1} this month</source>
        <translation>{0} von {1} diesen Monat</translation>
    </message>
    <message>
        <source>Something unexpected went wrong; the log file says what.</source>
        <translation>Etwas Unerwartetes ging schief; die Protokolldatei sagt, was.</translation>
    </message>
    <message>
        <source>{0} ({1})</source>
        <translation>{0} ({1})</translation>
    </message>
</context>
<context>
    <name>DevicePicker</name>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Lautsprecher</translation>
    </message>
    <message>
        <source>No microphone</source>
        <translation>Kein Mikrofon</translation>
    </message>
    <message>
        <source>No speaker</source>
        <translation>Kein Lautsprecher</translation>
    </message>
    <message>
        <source>{what}: {name}</source>
        <translation>{what}: {name}</translation>
    </message>
    <message>
        <source>Level of the microphone</source>
        <translation>Pegel des Mikrofons</translation>
    </message>
    <message>
        <source>Level of the speaker</source>
        <translation>Pegel des Lautsprechers</translation>
    </message>
    <message>
        <source>System default ({name})</source>
        <translation>Systemvorgabe ({name})</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Systemvorgabe</translation>
    </message>
    <message>
        <source>Audio settings…</source>
        <translation>Toneinstellungen …</translation>
    </message>
</context>
<context>
    <name>EchoTest</name>
    <message>
        <source>as loud as a person</source>
        <translation>so laut wie ein Mensch</translation>
    </message>
    <message>
        <source>clearly audible</source>
        <translation>deutlich hörbar</translation>
    </message>
    <message>
        <source>soft</source>
        <translation>leise</translation>
    </message>
    <message>
        <source>hardly any</source>
        <translation>kaum eines</translation>
    </message>
    <message>
        <source>nothing of it is left</source>
        <translation>nichts davon bleibt</translation>
    </message>
    <message>
        <source>most of it is gone</source>
        <translation>das meiste ist weg</translation>
    </message>
    <message>
        <source>much of it remains</source>
        <translation>viel davon bleibt</translation>
    </message>
    <message>
        <source>a loud room</source>
        <translation>ein lauter Raum</translation>
    </message>
    <message>
        <source>some noise</source>
        <translation>etwas Geräusch</translation>
    </message>
    <message>
        <source>a quiet room</source>
        <translation>ein stiller Raum</translation>
    </message>
    <message>
        <source>The settings say “Rest while it speaks”, for all devices. The button sets them to “Automatic”.</source>
        <translation>In den Einstellungen steht „Ruhen, während er spricht“, für alle Geräte. Die Schaltfläche stellt das auf „Automatisch“.</translation>
    </message>
    <message>
        <source>The settings say “Always listen”, for all devices. The button sets them to “Automatic”.</source>
        <translation>In den Einstellungen steht „Immer zuhören“, für alle Geräte. Die Schaltfläche stellt das auf „Automatisch“.</translation>
    </message>
    <message>
        <source>With these devices the microphone rests while the assistant speaks.</source>
        <translation>Mit diesen Geräten ruht das Mikrofon, während der Assistent spricht.</translation>
    </message>
    <message>
        <source>The loudspeaker drowns you out. Turning it down or moving it away helps.</source>
        <translation>Der Lautsprecher übertönt Sie. Leiser stellen oder wegrücken hilft.</translation>
    </message>
    <message>
        <source>The sound comes back too late, as with Bluetooth. A cable helps.</source>
        <translation>Der Ton kommt zu spät zurück, wie bei Bluetooth. Ein Kabel hilft.</translation>
    </message>
    <message>
        <source>The loudspeaker distorts. A lower volume or another one helps.</source>
        <translation>Der Lautsprecher verzerrt. Leiser stellen oder ein anderer hilft.</translation>
    </message>
    <message>
        <source>Noise in the room</source>
        <translation>Geräusch im Raum</translation>
    </message>
    <message>
        <source>over {0} s</source>
        <translation>über {0} s</translation>
    </message>
    <message>
        <source>too late to be taken away</source>
        <translation>zu spät, um entfernt zu werden</translation>
    </message>
    <message>
        <source>Echo</source>
        <translation>Echo</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keines</translation>
    </message>
    <message>
        <source>nothing came back, as with headphones</source>
        <translation>nichts kam zurück, wie bei Kopfhörern</translation>
    </message>
    <message>
        <source>late, as with Bluetooth</source>
        <translation>spät, wie bei Bluetooth</translation>
    </message>
    <message>
        <source>as usual</source>
        <translation>wie üblich</translation>
    </message>
    <message>
        <source>Delay</source>
        <translation>Verzögerung</translation>
    </message>
    <message>
        <source>louder than a person</source>
        <translation>lauter als ein Mensch</translation>
    </message>
    <message>
        <source>{0} ms</source>
        <translation>{0} ms</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Entfernt</translation>
    </message>
    <message>
        <source>Let the microphone rest while the assistant speaks.</source>
        <translation>Lassen Sie das Mikrofon ruhen, während der Assistent spricht.</translation>
    </message>
    <message>
        <source>You can talk over the assistant at any time.</source>
        <translation>Sie können dem Assistenten jederzeit ins Wort fallen.</translation>
    </message>
    <message>
        <source>You can talk over the assistant: its own sound is told from yours.</source>
        <translation>Sie können dem Assistenten ins Wort fallen: Sein Ton ist von Ihrem zu unterscheiden.</translation>
    </message>
    <message>
        <source>Use this</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Rest only with these devices</source>
        <translation>Nur mit diesen Geräten ruhen</translation>
    </message>
    <message>
        <source>Listen all the time again</source>
        <translation>Wieder immer zuhören</translation>
    </message>
    <message>
        <source>The microphone listens all the time again.</source>
        <translation>Das Mikrofon hört wieder immer zu.</translation>
    </message>
    <message>
        <source>Tested {0}</source>
        <translation>Getestet: {0}</translation>
    </message>
    <message>
        <source>{0} dB</source>
        <translation>{0} dB</translation>
    </message>
</context>
<context>
    <name>EchoTestDialog</name>
    <message>
        <source>Test speakers and microphone</source>
        <translation>Lautsprecher und Mikrofon testen</translation>
    </message>
    <message>
        <source>A short sound is played, and the microphone listens for it. Be quiet for a few seconds.</source>
        <translation>Ein kurzer Ton wird abgespielt, und das Mikrofon horcht darauf. Seien Sie ein paar Sekunden still.</translation>
    </message>
    <message>
        <source>The test is running</source>
        <translation>Der Test läuft</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Start the test</source>
        <translation>Test starten</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>Noch einmal testen</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>What can I do for you?</source>
        <translation>Was kann ich für Sie tun?</translation>
    </message>
    <message>
        <source>Speak or type. For example:</source>
        <translation>Sprechen oder tippen Sie. Zum Beispiel:</translation>
    </message>
    <message>
        <source>What&apos;s ten kilometres in miles?</source>
        <translation>What&apos;s ten kilometres in miles?</translation>
    </message>
    <message>
        <source>Set a timer for five minutes</source>
        <translation>Set a timer for five minutes</translation>
    </message>
    <message>
        <source>What day is it?</source>
        <translation>What day is it?</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in this conversation</source>
        <translation>In diesem Gespräch suchen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Earlier (Enter)</source>
        <translation>Früher (Enter)</translation>
    </message>
    <message>
        <source>Later (Shift+Enter)</source>
        <translation>Später (Umschalt+Enter)</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>How do you want to talk?</source>
        <translation>Wie möchten Sie sprechen?</translation>
    </message>
    <message>
        <source>Test speakers and microphone…</source>
        <translation>Lautsprecher und Mikrofon testen …</translation>
    </message>
    <message>
        <source>You can type at any time, and change all of this in the settings.</source>
        <translation>Tippen können Sie jederzeit, und all das in den Einstellungen ändern.</translation>
    </message>
    <message>
        <source>This computer answers</source>
        <translation>Dieser Computer antwortet</translation>
    </message>
    <message>
        <source>No account, no key, no network: nothing you say leaves this computer. It tells the time, calculates, converts units, sets timers and keeps notes.</source>
        <translation>Kein Konto, kein Schlüssel, kein Netz: Nichts, was Sie sagen, verlässt diesen Computer. Er sagt die Zeit, rechnet, wandelt Einheiten um, stellt Timer und führt Notizen. Er versteht Englisch.</translation>
    </message>
    <message>
        <source>I have an OpenAI key…</source>
        <translation>Ich habe einen OpenAI-Schlüssel …</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Start talking</source>
        <translation>Loslegen</translation>
    </message>
</context>
<context>
    <name>FloatingSign</name>
    <message>
        <source>Shared now</source>
        <translation>Wird geteilt</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Untitled</source>
        <translation>Ohne Titel</translation>
    </message>
    <message>
        <source>, pinned</source>
        <translation>, angeheftet</translation>
    </message>
    <message>
        <source>Just now</source>
        <translation>Gerade eben</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
</context>
<context>
    <name>HistoryFiles</name>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Gespräche</translation>
    </message>
    <message>
        <source>Exported to {0}</source>
        <translation>Exportiert nach {0}</translation>
    </message>
    <message>
        <source>Exported conversations (*.json *.zip)</source>
        <translation>Exportierte Gespräche (*.json *.zip)</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Imported conversations: {0}</source>
        <translation>Importierte Gespräche: {0}</translation>
    </message>
    <message>
        <source>; already here: {0}</source>
        <translation>; schon hier: {0}</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <source>Plain text (*.txt)</source>
        <translation>Reiner Text (*.txt)</translation>
    </message>
    <message>
        <source>JSON, to import again (*.json)</source>
        <translation>JSON, zum Wiedereinlesen (*.json)</translation>
    </message>
    <message>
        <source>Markdown with recordings (*.zip)</source>
        <translation>Markdown mit Aufnahmen (*.zip)</translation>
    </message>
    <message>
        <source>JSON with recordings (*.zip)</source>
        <translation>JSON mit Aufnahmen (*.zip)</translation>
    </message>
</context>
<context>
    <name>Key</name>
    <message>
        <source>No key is stored yet.</source>
        <translation>Noch ist kein Schlüssel gespeichert.</translation>
    </message>
    <message>
        <source>A key is in use. It is kept by this computer&apos;s key store ({detail}).</source>
        <translation>Ein Schlüssel ist in Gebrauch. Der Schlüsselspeicher dieses Computers hält ihn ({detail}).</translation>
    </message>
    <message>
        <source>A key is in use. It comes from the environment variable {detail}.</source>
        <translation>Ein Schlüssel ist in Gebrauch. Er kommt aus der Umgebungsvariable {detail}.</translation>
    </message>
    <message>
        <source>A key is in use. It is kept in a file that only you can read: {detail}</source>
        <translation>Ein Schlüssel ist in Gebrauch. Er liegt in einer Datei, die nur Sie lesen können: {detail}</translation>
    </message>
    <message>
        <source>This computer has no key store that works. To keep a key, allow a key file on the Privacy page and apply it first.</source>
        <translation>Dieser Computer hat keinen Schlüsselspeicher, der funktioniert. Um einen Schlüssel zu behalten, erlauben Sie zuerst auf der Seite „Datenschutz“ eine Schlüsseldatei und übernehmen das.</translation>
    </message>
</context>
<context>
    <name>KeyEditor</name>
    <message>
        <source>Paste a key</source>
        <translation>Schlüssel einfügen</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Test and save</source>
        <translation>Testen und speichern</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Forget the stored key</source>
        <translation>Den gespeicherten Schlüssel entfernen</translation>
    </message>
    <message>
        <source>Hide the key</source>
        <translation>Schlüssel verbergen</translation>
    </message>
    <message>
        <source>Show the key</source>
        <translation>Schlüssel zeigen</translation>
    </message>
    <message>
        <source>Testing the key…</source>
        <translation>Der Schlüssel wird geprüft …</translation>
    </message>
    <message>
        <source>The key works and is saved.</source>
        <translation>Der Schlüssel funktioniert und ist gespeichert.</translation>
    </message>
    <message>
        <source>The key could not be saved: {reason}</source>
        <translation>Der Schlüssel konnte nicht gespeichert werden: {reason}</translation>
    </message>
    <message>
        <source>The key is forgotten.</source>
        <translation>Der Schlüssel ist entfernt.</translation>
    </message>
</context>
<context>
    <name>Latency</name>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>the silence that ended your turn (Patience sets it)</source>
        <translation>die Stille, die Ihre Worte beendete (Geduld bestimmt sie)</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>there and back; where it is unknown, it is part of the model&apos;s time</source>
        <translation>hin und zurück; wo unbekannt, steckt es in der Zeit des Modells</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>until its first sound</source>
        <translation>bis zu seinem ersten Ton</translation>
    </message>
    <message>
        <source>Buffer</source>
        <translation>Puffer</translation>
    </message>
    <message>
        <source>from its arrival to the loudspeaker</source>
        <translation>von der Ankunft bis zum Lautsprecher</translation>
    </message>
    <message>
        <source>answered in {0}</source>
        <translation>geantwortet in {0}</translation>
    </message>
    <message>
        <source>in all {0}</source>
        <translation>insgesamt {0}</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>{0} ms</source>
        <translation>{0} ms</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} s</translation>
    </message>
    <message>
        <source>sent {0} of {1} ({2} % saved)</source>
        <translation>{0} von {1} gesendet ({2} % gespart)</translation>
    </message>
    <message>
        <source>{0} % saved</source>
        <translation>{0} % gespart</translation>
    </message>
    <message>
        <source>Captured {0}, sent {1}, saved {2}.</source>
        <translation>Aufgenommen {0}, gesendet {1}, gespart {2}.</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} min</translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation>{0} h {1} min</translation>
    </message>
</context>
<context>
    <name>LatencyBars</name>
    <message>
        <source>Waits of the last turns, newest first</source>
        <translation>Wartezeiten der letzten Runden, die neueste zuerst</translation>
    </message>
</context>
<context>
    <name>LatencyDialog</name>
    <message>
        <source>How fast the answers came</source>
        <translation>Wie schnell die Antworten kamen</translation>
    </message>
    <message>
        <source>Export as CSV…</source>
        <translation>Als CSV exportieren …</translation>
    </message>
    <message>
        <source>half within</source>
        <translation>die Hälfte in</translation>
    </message>
    <message>
        <source>95 % within</source>
        <translation>95 % in</translation>
    </message>
    <message>
        <source>In all</source>
        <translation>Insgesamt</translation>
    </message>
    <message>
        <source>from your last word to the first sound</source>
        <translation>von Ihrem letzten Wort bis zum ersten Ton</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Nothing was asked aloud and answered yet.</source>
        <translation>Noch wurde nichts laut gefragt und beantwortet.</translation>
    </message>
    <message>
        <source>Half of {0} answers began within {1}, 95 % within {2}.</source>
        <translation>Die Hälfte von {0} Antworten begann innerhalb von {1}, 95 % innerhalb von {2}.</translation>
    </message>
    <message>
        <source>Export as CSV</source>
        <translation>Als CSV exportieren</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Written to {0}</source>
        <translation>Geschrieben nach {0}</translation>
    </message>
</context>
<context>
    <name>LongerChip</name>
    <message>
        <source>Waiting a little longer: +{0} ms</source>
        <translation>Wartet etwas länger: +{0} ms</translation>
    </message>
    <message>
        <source>+{0} ms</source>
        <translation>+{0} ms</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Desktop Assistant</source>
        <translation>Desktop Assistant</translation>
    </message>
    <message>
        <source>Conversation copied</source>
        <translation>Gespräch kopiert</translation>
    </message>
</context>
<context>
    <name>Modes</name>
    <message>
        <source>Click</source>
        <translation>Klicken</translation>
    </message>
    <message>
        <source>Click to talk: a click starts, a click or a pause sends</source>
        <translation>Klicken und sprechen: Ein Klick beginnt, ein Klick oder eine Pause sendet</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Halten</translation>
    </message>
    <message>
        <source>Hold to talk: the microphone is open only while you hold the button or Space</source>
        <translation>Halten und sprechen: Das Mikrofon ist nur offen, solange Sie den Knopf oder die Leertaste halten</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Immer</translation>
    </message>
    <message>
        <source>Always listening: just talk, a pause sends</source>
        <translation>Immer zuhören: einfach sprechen, eine Pause sendet</translation>
    </message>
</context>
<context>
    <name>NewestPill</name>
    <message>
        <source>Jump to newest</source>
        <translation>Zum Neuesten</translation>
    </message>
    <message numerus="yes">
        <source>%Ln new message(s)</source>
        <translation>
            <numerusform>%Ln neue Nachricht</numerusform>
            <numerusform>%Ln neue Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>{0}, jump to newest</source>
        <translation>{0}, zum Neuesten springen</translation>
    </message>
</context>
<context>
    <name>OpenConversation</name>
    <message>
        <source>New conversation</source>
        <translation>Neues Gespräch</translation>
    </message>
</context>
<context>
    <name>Patience</name>
    <message>
        <source>Snappy</source>
        <translation>Flott</translation>
    </message>
    <message>
        <source>Middle</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Thoughtful</source>
        <translation>Bedächtig</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} s</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>Geduld</translation>
    </message>
    <message>
        <source>You were cut off, so {0} ms more are waited for now. Turn by turn that goes back; a new conversation begins without.</source>
        <translation>Ihnen wurde das Wort abgeschnitten, darum wird jetzt {0} ms länger gewartet. Das geht mit jeder Runde zurück; ein neues Gespräch beginnt ohne.</translation>
    </message>
</context>
<context>
    <name>PatienceButton</name>
    <message>
        <source>Patience: {0}</source>
        <translation>Geduld: {0}</translation>
    </message>
</context>
<context>
    <name>PatiencePopover</name>
    <message>
        <source>How long you may pause before your turn counts as over.</source>
        <translation>Wie lange Sie innehalten dürfen, bevor Sie als fertig gelten.</translation>
    </message>
</context>
<context>
    <name>PatienceSlider</name>
    <message>
        <source>Patience</source>
        <translation>Geduld</translation>
    </message>
</context>
<context>
    <name>PersonaButton</name>
    <message>
        <source>Edit personas…</source>
        <translation>Personas bearbeiten …</translation>
    </message>
    <message>
        <source>Who answers: {0}</source>
        <translation>Wer antwortet: {0}</translation>
    </message>
</context>
<context>
    <name>PersonaForm</name>
    <message>
        <source>Show cards</source>
        <translation>Karten zeigen</translation>
    </message>
    <message>
        <source>Ask with buttons</source>
        <translation>Mit Schaltflächen fragen</translation>
    </message>
    <message>
        <source>Hand over to another persona</source>
        <translation>An eine andere Persona übergeben</translation>
    </message>
    <message>
        <source>Empty: as on the Conversation page.</source>
        <translation>Leer: wie auf der Seite „Gespräch“.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Instructions</source>
        <translation>Anweisungen</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Of your speech.</source>
        <translation>In der Sie sprechen.</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>Geduld</translation>
    </message>
    <message>
        <source>When it takes over; you can change it at any time.</source>
        <translation>Wenn sie übernimmt; Sie können sie jederzeit ändern.</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>Stimme</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Voice and model: names that the provider knows. Empty: as on the Provider page.</source>
        <translation>Stimme und Modell: Namen, die der Anbieter kennt. Leer: wie auf der Seite „Anbieter“.</translation>
    </message>
    <message>
        <source>It may</source>
        <translation>Sie darf</translation>
    </message>
    <message>
        <source>As on the Conversation page</source>
        <translation>Wie auf der Seite „Gespräch“</translation>
    </message>
    <message>
        <source>As I set it</source>
        <translation>Wie ich sie einstelle</translation>
    </message>
    <message>
        <source>For {0}</source>
        <translation>Für {0}</translation>
    </message>
    <message>
        <source>Another persona has this name.</source>
        <translation>Eine andere Persona heißt so.</translation>
    </message>
</context>
<context>
    <name>Personas</name>
    <message>
        <source>Assistant</source>
        <translation>Assistent</translation>
    </message>
    <message>
        <source>Tutor</source>
        <translation>Nachhilfelehrer</translation>
    </message>
    <message>
        <source>Interviewer</source>
        <translation>Interviewer</translation>
    </message>
    <message>
        <source>Support agent</source>
        <translation>Support</translation>
    </message>
    <message>
        <source>Innkeeper</source>
        <translation>Gastwirt</translation>
    </message>
</context>
<context>
    <name>PersonasPage</name>
    <message>
        <source>Who can answer</source>
        <translation>Wer antworten kann</translation>
    </message>
    <message>
        <source>Choose one in the window with Ctrl+Shift+P, or say “switch to” and the name.</source>
        <translation>Im Fenster mit Strg+Umschalt+P wählen, oder „switch to“ und den Namen sagen.</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren …</translation>
    </message>
    <message>
        <source>Bring back those of the program</source>
        <translation>Die des Programms zurückholen</translation>
    </message>
    <message>
        <source>Without a chat server, this computer&apos;s built-in skills answer whoever is chosen.</source>
        <translation>Ohne Chat-Server antworten die eingebauten Fähigkeiten dieses Computers, wer auch gewählt ist.</translation>
    </message>
    <message>
        <source>Bring back {0}</source>
        <translation>{0} zurückholen</translation>
    </message>
    <message>
        <source>New persona</source>
        <translation>Neue Persona</translation>
    </message>
    <message>
        <source>Export the persona</source>
        <translation>Die Persona exportieren</translation>
    </message>
    <message>
        <source>Personas (*.json)</source>
        <translation>Personas (*.json)</translation>
    </message>
    <message>
        <source>Import a persona</source>
        <translation>Eine Persona importieren</translation>
    </message>
</context>
<context>
    <name>PictureDialog</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>This picture is not in the history any more.</source>
        <translation>Dieses Bild ist nicht mehr im Verlauf.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter …</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Das Bild speichern</translation>
    </message>
    <message>
        <source>Pictures (*.jpg)</source>
        <translation>Bilder (*.jpg)</translation>
    </message>
</context>
<context>
    <name>PlaceRow</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Open: {what}</source>
        <translation>Öffnen: {what}</translation>
    </message>
    <message>
        <source>Copy the path: {what}</source>
        <translation>Pfad kopieren: {what}</translation>
    </message>
</context>
<context>
    <name>PreferenceList</name>
    <message>
        <source>Alt+Up and Alt+Down change the order, Del forgets a missing device.</source>
        <translation>Alt+Auf und Alt+Ab ändern die Reihenfolge, Entf entfernt ein fehlendes Gerät.</translation>
    </message>
    <message>
        <source>Level of the microphone</source>
        <translation>Pegel des Mikrofons</translation>
    </message>
    <message>
        <source>Level of the speaker</source>
        <translation>Pegel des Lautsprechers</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Auf</translation>
    </message>
    <message>
        <source>Prefer it more</source>
        <translation>Mehr bevorzugen</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Ab</translation>
    </message>
    <message>
        <source>Prefer it less</source>
        <translation>Weniger bevorzugen</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Forget this missing device</source>
        <translation>Dieses fehlende Gerät entfernen</translation>
    </message>
    <message>
        <source>{0} (in use)</source>
        <translation>{0} (in Gebrauch)</translation>
    </message>
    <message>
        <source>System default ({0})</source>
        <translation>Systemvorgabe ({0})</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Systemvorgabe</translation>
    </message>
    <message>
        <source>{0} (not plugged in)</source>
        <translation>{0} (nicht angeschlossen)</translation>
    </message>
</context>
<context>
    <name>PrivacyPage</name>
    <message>
        <source>Keep conversations</source>
        <translation>Gespräche behalten</translation>
    </message>
    <message>
        <source>Until I delete them</source>
        <translation>Bis ich sie lösche</translation>
    </message>
    <message>
        <source>For a year</source>
        <translation>Ein Jahr lang</translation>
    </message>
    <message>
        <source>For three months</source>
        <translation>Drei Monate lang</translation>
    </message>
    <message>
        <source>For a month</source>
        <translation>Einen Monat lang</translation>
    </message>
    <message>
        <source>For a week</source>
        <translation>Eine Woche lang</translation>
    </message>
    <message>
        <source>So many days, as in the settings file: {0}</source>
        <translation>So viele Tage, wie in der Einstellungsdatei: {0}</translation>
    </message>
    <message>
        <source>Older ones are deleted when the program starts; pinned ones stay.</source>
        <translation>Ältere werden beim Start des Programms gelöscht; angeheftete bleiben.</translation>
    </message>
    <message>
        <source>Keep recordings of both sides</source>
        <translation>Aufnahmen beider Seiten behalten</translation>
    </message>
    <message>
        <source>Otherwise only the text of a conversation is kept.</source>
        <translation>Sonst wird nur der Text eines Gesprächs behalten.</translation>
    </message>
    <message>
        <source>Encrypt the conversations on this computer</source>
        <translation>Gespräche auf diesem Computer verschlüsseln</translation>
    </message>
    <message>
        <source>With a random key in this computer&apos;s key store; without that key nobody can read them again, you neither. Pictures and recordings are encrypted too. Not encrypted: timers and notes, what you export, files that were set aside, and what the disk may still hold of earlier times.</source>
        <translation>Mit einem zufälligen Schlüssel im Schlüsselspeicher dieses Computers; ohne ihn kann sie niemand mehr lesen, auch Sie nicht. Bilder und Aufnahmen werden mit verschlüsselt. Nicht verschlüsselt: Timer und Notizen, was Sie exportieren, beiseitegelegte Dateien und was der Datenträger noch von früher enthält.</translation>
    </message>
    <message>
        <source>Keep keys in a file when there is no key store</source>
        <translation>Schlüssel in einer Datei behalten, wenn es keinen Schlüsselspeicher gibt</translation>
    </message>
    <message>
        <source>Only your user can read the file, but programs that you run can read it too.</source>
        <translation>Nur Ihr Benutzer kann die Datei lesen, aber Programme, die Sie starten, können es auch.</translation>
    </message>
    <message>
        <source>No usage data is collected. What you say goes only to the provider that you chose.</source>
        <translation>Es werden keine Nutzungsdaten gesammelt. Was Sie sagen, geht nur an den Anbieter, den Sie gewählt haben.</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Gespräche</translation>
    </message>
    <message>
        <source>Folder of the conversations</source>
        <translation>Ordner der Gespräche</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Folder of the settings</source>
        <translation>Ordner der Einstellungen</translation>
    </message>
</context>
<context>
    <name>ProblemBanner</name>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Dismiss this message</source>
        <translation>Diese Meldung ausblenden</translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>Open settings</source>
        <translation>Einstellungen öffnen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Use this computer</source>
        <translation>Diesen Computer nehmen</translation>
    </message>
    <message>
        <source>Sound settings</source>
        <translation>Toneinstellungen</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>The chosen provider needs a key before it can answer.</source>
        <translation>Der gewählte Anbieter braucht einen Schlüssel, bevor er antworten kann.</translation>
    </message>
    <message>
        <source>Add a key</source>
        <translation>Schlüssel hinzufügen</translation>
    </message>
    <message>
        <source>The provider refused the key. Check that it is complete and still valid.</source>
        <translation>Der Anbieter hat den Schlüssel abgelehnt. Prüfen Sie, ob er vollständig und noch gültig ist.</translation>
    </message>
    <message>
        <source>Change the key</source>
        <translation>Schlüssel ändern</translation>
    </message>
    <message>
        <source>The key is right, but its account may not use this service or model.</source>
        <translation>Der Schlüssel stimmt, aber sein Konto darf diesen Dienst oder dieses Modell nicht benutzen.</translation>
    </message>
    <message>
        <source>The provider does not offer this in your country.</source>
        <translation>Der Anbieter bietet das in Ihrem Land nicht an.</translation>
    </message>
    <message>
        <source>The provider has switched this model off. Choose another one.</source>
        <translation>Der Anbieter hat dieses Modell abgeschaltet. Wählen Sie ein anderes.</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>Modell wählen</translation>
    </message>
    <message>
        <source>The account has no credit left. Top it up, or let this computer answer.</source>
        <translation>Das Konto hat kein Guthaben mehr. Laden Sie es auf, oder lassen Sie diesen Computer antworten.</translation>
    </message>
    <message>
        <source>The provider asks for a pause: too many requests in a short time.</source>
        <translation>Der Anbieter bittet um eine Pause: zu viele Anfragen in kurzer Zeit.</translation>
    </message>
    <message>
        <source>Your account may ask only so much at a time, so this answer waits a little.</source>
        <translation>Ihr Konto darf nur so viel auf einmal fragen, darum wartet diese Antwort ein wenig.</translation>
    </message>
    <message>
        <source>The chosen model does not exist, or the key may not use it.</source>
        <translation>Das gewählte Modell gibt es nicht, oder der Schlüssel darf es nicht benutzen.</translation>
    </message>
    <message>
        <source>The provider could not use a server of tools. Check its address and token; the conversation goes on.</source>
        <translation>Der Anbieter konnte einen Werkzeugserver nicht benutzen. Prüfen Sie Adresse und Token; das Gespräch geht weiter.</translation>
    </message>
    <message>
        <source>The provider refused one of the settings, so it cannot answer. Change it, and it is asked again.</source>
        <translation>Der Anbieter hat eine der Einstellungen abgelehnt und kann darum nicht antworten. Ändern Sie sie, und er wird wieder gefragt.</translation>
    </message>
    <message>
        <source>There is no connection to the provider. This computer can answer without one.</source>
        <translation>Es gibt keine Verbindung zum Anbieter. Dieser Computer kann ohne eine antworten.</translation>
    </message>
    <message>
        <source>The provider does not answer. It may be down, or something blocks the way.</source>
        <translation>Der Anbieter antwortet nicht. Vielleicht ist er ausgefallen, oder etwas versperrt den Weg.</translation>
    </message>
    <message>
        <source>The provider&apos;s address in the settings cannot be used.</source>
        <translation>Die Adresse des Anbieters in den Einstellungen ist nicht brauchbar.</translation>
    </message>
    <message>
        <source>The connection is not safe: the server&apos;s certificate was refused. Check this computer&apos;s clock and network.</source>
        <translation>Die Verbindung ist nicht sicher: Das Zertifikat des Servers wurde abgelehnt. Prüfen Sie Uhr und Netz dieses Computers.</translation>
    </message>
    <message>
        <source>The server sent something that makes no sense, so the connection was closed.</source>
        <translation>Der Server hat etwas gesendet, das keinen Sinn ergibt; darum wurde die Verbindung geschlossen.</translation>
    </message>
    <message>
        <source>Reconnect</source>
        <translation>Neu verbinden</translation>
    </message>
    <message>
        <source>The server sent far too many messages at once, so the connection was closed.</source>
        <translation>Der Server hat viel zu viele Nachrichten auf einmal gesendet; darum wurde die Verbindung geschlossen.</translation>
    </message>
    <message>
        <source>The session reached the provider&apos;s time limit. The conversation goes on from here.</source>
        <translation>Die Sitzung hat die Zeitgrenze des Anbieters erreicht. Das Gespräch geht von hier weiter.</translation>
    </message>
    <message>
        <source>The provider could not finish this answer.</source>
        <translation>Der Anbieter konnte diese Antwort nicht beenden.</translation>
    </message>
    <message>
        <source>The provider withheld this answer because of its content rules. Try other words.</source>
        <translation>Der Anbieter hat diese Antwort wegen seiner Inhaltsregeln zurückgehalten. Versuchen Sie es mit anderen Worten.</translation>
    </message>
    <message>
        <source>The engine on this computer does not start, so nobody can answer.</source>
        <translation>Die Engine auf diesem Computer startet nicht, darum kann niemand antworten.</translation>
    </message>
    <message>
        <source>The engine on this computer stopped and was started again. Nothing was lost.</source>
        <translation>Die Engine auf diesem Computer ist stehen geblieben und wurde neu gestartet. Nichts ging verloren.</translation>
    </message>
    <message>
        <source>The chosen voice is not here, so answers use another one or appear as text.</source>
        <translation>Die gewählte Stimme ist nicht hier; Antworten nehmen eine andere oder erscheinen als Text.</translation>
    </message>
    <message>
        <source>Choose a voice</source>
        <translation>Stimme wählen</translation>
    </message>
    <message>
        <source>Speech cannot be understood on this computer at the moment. Typing works.</source>
        <translation>Gesprochenes kann dieser Computer gerade nicht verstehen. Tippen geht.</translation>
    </message>
    <message>
        <source>The chat server on this computer does not answer. Start it, or choose another.</source>
        <translation>Der Chat-Server auf diesem Computer antwortet nicht. Starten Sie ihn, oder wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>No microphone was found. Plug one in; until then you can type.</source>
        <translation>Kein Mikrofon gefunden. Schließen Sie eines an; bis dahin können Sie tippen.</translation>
    </message>
    <message>
        <source>The assistant may not use the microphone. Allow it in the system&apos;s settings.</source>
        <translation>Der Assistent darf das Mikrofon nicht benutzen. Erlauben Sie es in den Systemeinstellungen.</translation>
    </message>
    <message>
        <source>The microphone delivers only silence. It may be muted by a switch or in the system&apos;s settings.</source>
        <translation>Das Mikrofon liefert nur Stille. Vielleicht ist es durch einen Schalter oder in den Systemeinstellungen stumm.</translation>
    </message>
    <message>
        <source>Choose another</source>
        <translation>Anderes wählen</translation>
    </message>
    <message>
        <source>The microphone was unplugged. Plug it in again, or use another.</source>
        <translation>Das Mikrofon wurde abgezogen. Stecken Sie es wieder ein, oder nehmen Sie ein anderes.</translation>
    </message>
    <message>
        <source>Use the built-in microphone with these headphones: while theirs is open, everything sounds like a telephone.</source>
        <translation>Nehmen Sie zu diesen Kopfhörern das eingebaute Mikrofon: Solange ihr eigenes offen ist, klingt alles wie am Telefon.</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Nehmen</translation>
    </message>
    <message>
        <source>No loudspeaker was found. Answers appear as text.</source>
        <translation>Kein Lautsprecher gefunden. Antworten erscheinen als Text.</translation>
    </message>
    <message>
        <source>The loudspeaker was unplugged. Plug it in again, or use another.</source>
        <translation>Der Lautsprecher wurde abgezogen. Stecken Sie ihn wieder ein, oder nehmen Sie einen anderen.</translation>
    </message>
    <message>
        <source>This computer&apos;s sound service does not answer. Typing works; sound returns when it does.</source>
        <translation>Der Tondienst dieses Computers antwortet nicht. Tippen geht; der Ton kommt mit ihm wieder.</translation>
    </message>
    <message>
        <source>The assistant hears itself, so the microphone rests while it speaks.</source>
        <translation>Der Assistent hört sich selbst, darum ruht das Mikrofon, während er spricht.</translation>
    </message>
    <message>
        <source>Test the sound</source>
        <translation>Ton testen</translation>
    </message>
    <message>
        <source>Sound stopped for a moment and was started again.</source>
        <translation>Der Ton setzte kurz aus und wurde neu gestartet.</translation>
    </message>
    <message>
        <source>No speech was heard. Is the right microphone in use?</source>
        <translation>Es war keine Sprache zu hören. Ist das richtige Mikrofon in Gebrauch?</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>Most of what you want to spend this month is spent.</source>
        <translation>Das meiste von dem, was Sie diesen Monat ausgeben wollen, ist ausgegeben.</translation>
    </message>
    <message>
        <source>What you want to spend this month is spent, so the paid provider is not asked any more.</source>
        <translation>Was Sie diesen Monat ausgeben wollen, ist ausgegeben; der bezahlte Anbieter wird nicht mehr gefragt.</translation>
    </message>
    <message>
        <source>Your provider cannot be reached. Answering for it, with the conversation so far: {name}. It changes back by itself.</source>
        <translation>Ihr Anbieter ist nicht erreichbar. An seiner Stelle antwortet, mit dem bisherigen Gespräch: {name}. Das wechselt von selbst zurück.</translation>
    </message>
    <message>
        <source>Change back now</source>
        <translation>Jetzt zurückwechseln</translation>
    </message>
    <message>
        <source>Until next month, or until you allow more, the conversation goes on with this one, which costs nothing: {name}.</source>
        <translation>Bis zum nächsten Monat, oder bis Sie mehr erlauben, geht das Gespräch kostenlos weiter mit: {name}.</translation>
    </message>
    <message>
        <source>Nobody who can hear you can be reached. Please type: a text model answers, and knows the conversation. It changes back by itself.</source>
        <translation>Niemand, der Sie hören kann, ist erreichbar. Bitte tippen Sie: Ein Textmodell antwortet und kennt das Gespräch. Das wechselt von selbst zurück.</translation>
    </message>
    <message>
        <source>Who answers at the moment cannot hear. Please type.</source>
        <translation>Wer gerade antwortet, kann nicht hören. Bitte tippen Sie.</translation>
    </message>
    <message>
        <source>Answering again, with the whole conversation: {name}.</source>
        <translation>Antwortet wieder, mit dem ganzen Gespräch: {name}.</translation>
    </message>
    <message>
        <source>Your connection is slow, so your voice is sent in smaller packets. Nothing of it is lost.</source>
        <translation>Die Verbindung ist langsam, darum wird Ihre Stimme in kleineren Paketen gesendet. Nichts davon geht verloren.</translation>
    </message>
    <message>
        <source>Your connection is fast enough again: your voice is sent as before.</source>
        <translation>Die Verbindung ist wieder schnell genug: Ihre Stimme wird gesendet wie zuvor.</translation>
    </message>
    <message>
        <source>The assistant&apos;s voice arrives unevenly, so it is played a little later, without gaps.</source>
        <translation>Die Stimme des Assistenten kommt ungleichmäßig an, darum wird sie etwas später abgespielt, ohne Lücken.</translation>
    </message>
    <message>
        <source>The assistant&apos;s voice arrives evenly again, and is played as soon as before.</source>
        <translation>Die Stimme des Assistenten kommt wieder gleichmäßig an und wird so früh abgespielt wie zuvor.</translation>
    </message>
    <message>
        <source>Nobody can answer at the moment. What you say and type is kept, and is sent as soon as somebody can be reached.</source>
        <translation>Gerade kann niemand antworten. Was Sie sagen und tippen, wird behalten und gesendet, sobald jemand erreichbar ist.</translation>
    </message>
    <message>
        <source>Something you said or typed when the program last ran was never answered.</source>
        <translation>Etwas, das Sie beim letzten Mal sagten oder tippten, wurde nie beantwortet.</translation>
    </message>
    <message>
        <source>Send it now</source>
        <translation>Jetzt senden</translation>
    </message>
    <message>
        <source>The provider in use takes no pictures. Yours is kept in the conversation, but no model has seen it.</source>
        <translation>Der jetzige Anbieter nimmt keine Bilder an. Ihres bleibt im Gespräch, aber kein Modell hat es gesehen.</translation>
    </message>
    <message>
        <source>Choose a provider</source>
        <translation>Anbieter wählen</translation>
    </message>
    <message>
        <source>There was no connection for so long that what you said more than five minutes ago is lost. The rest is kept.</source>
        <translation>So lange gab es keine Verbindung, dass verloren ist, was Sie vor mehr als fünf Minuten sagten. Der Rest ist da.</translation>
    </message>
    <message>
        <source>The disk is full. This conversation is kept in memory only until you free some space.</source>
        <translation>Die Festplatte ist voll. Dieses Gespräch bleibt nur im Speicher, bis Sie Platz schaffen.</translation>
    </message>
    <message>
        <source>Past conversations could not be read. Their file is kept as it is.</source>
        <translation>Frühere Gespräche konnten nicht gelesen werden. Ihre Datei bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>This conversation cannot be saved: the data folder does not accept changes.</source>
        <translation>Dieses Gespräch kann nicht gespeichert werden: Der Datenordner nimmt keine Änderungen an.</translation>
    </message>
    <message>
        <source>The conversations are encrypted, and the key store does not give their key out. Unlock it; until then this one is kept in memory.</source>
        <translation>Die Gespräche sind verschlüsselt, und der Schlüsselbund gibt ihren Schlüssel nicht heraus. Entsperren Sie ihn; bis dahin bleibt dieses Gespräch nur im Arbeitsspeicher.</translation>
    </message>
    <message>
        <source>The encryption of the conversations could not be changed; they are as they were.</source>
        <translation>Die Verschlüsselung der Gespräche konnte nicht geändert werden; sie sind, wie sie waren.</translation>
    </message>
    <message>
        <source>Privacy settings</source>
        <translation>Einstellungen zur Privatsphäre</translation>
    </message>
    <message>
        <source>The microphone listens again while the assistant speaks: you can talk over it.</source>
        <translation>Das Mikrofon hört wieder zu, während der Assistent spricht: Sie können ihm ins Wort fallen.</translation>
    </message>
    <message>
        <source>This recording cannot be played.</source>
        <translation>Diese Aufnahme lässt sich nicht abspielen.</translation>
    </message>
    <message>
        <source>A value in the settings file was not understood, so the default is used.</source>
        <translation>Ein Wert in der Einstellungsdatei war nicht zu verstehen; es gilt die Vorgabe.</translation>
    </message>
    <message>
        <source>The settings cannot be saved; they hold until you close the window.</source>
        <translation>Die Einstellungen lassen sich nicht speichern; sie gelten, bis Sie das Fenster schließen.</translation>
    </message>
    <message>
        <source>This computer&apos;s key store does not answer. A file that only you can read can keep the key.</source>
        <translation>Der Schlüsselspeicher dieses Computers antwortet nicht. Eine Datei, die nur Sie lesen können, kann den Schlüssel behalten.</translation>
    </message>
    <message>
        <source>Allow a key file</source>
        <translation>Schlüsseldatei erlauben</translation>
    </message>
    <message>
        <source>Your connection is very slow, so your voice is sent in less detail, as over a telephone. No word of it is lost.</source>
        <translation>Die Verbindung ist sehr langsam, darum wird Ihre Stimme weniger genau gesendet, wie am Telefon. Kein Wort geht verloren.</translation>
    </message>
    <message>
        <source>The loudspeaker drowns you out, so the microphone rests while the assistant speaks: turn it down, or wear headphones.</source>
        <translation>Der Lautsprecher übertönt Sie, darum ruht das Mikrofon, während der Assistent spricht: Stellen Sie ihn leiser, oder tragen Sie Kopfhörer.</translation>
    </message>
    <message>
        <source>The sound comes back too late, as with Bluetooth, so the microphone rests while the assistant speaks.</source>
        <translation>Der Ton kommt zu spät zurück, wie bei Bluetooth, darum ruht das Mikrofon, während der Assistent spricht.</translation>
    </message>
    <message>
        <source>The loudspeaker distorts, so the microphone rests while the assistant speaks: a lower volume may help.</source>
        <translation>Der Lautsprecher verzerrt, darum ruht das Mikrofon, während der Assistent spricht: Leiser stellen könnte helfen.</translation>
    </message>
</context>
<context>
    <name>ProviderPage</name>
    <message>
        <source>Who answers</source>
        <translation>Wer antwortet</translation>
    </message>
    <message>
        <source>Nothing leaves this computer. No key, no network.</source>
        <translation>Nichts verlässt diesen Computer. Kein Schlüssel, kein Netz.</translation>
    </message>
    <message>
        <source>A realtime model on the internet; needs a key and costs money while you talk.</source>
        <translation>Ein Realtime-Modell im Internet; braucht einen Schlüssel und kostet Geld, solange Sie sprechen.</translation>
    </message>
    <message>
        <source>Listens while it speaks, like a telephone; needs a key and costs money by the minute.</source>
        <translation>Hört zu, während es spricht, wie ein Telefon; braucht einen Schlüssel und kostet Geld nach Minuten.</translation>
    </message>
    <message>
        <source>OpenAI&apos;s realtime models in an Azure resource of your own.</source>
        <translation>OpenAIs Realtime-Modelle in Ihrer eigenen Azure-Ressource.</translation>
    </message>
    <message>
        <source>A model of your choice with Azure&apos;s own voices and ears.</source>
        <translation>Ein Modell Ihrer Wahl mit Azures eigenen Stimmen und Ohren.</translation>
    </message>
    <message>
        <source>Google&apos;s realtime models; needs a key of the Gemini API.</source>
        <translation>Googles Realtime-Modelle; braucht einen Schlüssel der Gemini-API.</translation>
    </message>
    <message>
        <source>Recogniser, text model and voice in a row; slower, but each may be any service, or this computer.</source>
        <translation>Spracherkennung, Textmodell und Stimme hintereinander; langsamer, aber jedes davon darf ein beliebiger Dienst sein oder dieser Computer.</translation>
    </message>
    <message>
        <source>A text model over the network or on this computer. The microphone stays closed.</source>
        <translation>Ein Textmodell über das Netz oder auf diesem Computer. Das Mikrofon bleibt geschlossen.</translation>
    </message>
    <message>
        <source>Any server that speaks OpenAI&apos;s realtime protocol, on this computer or elsewhere.</source>
        <translation>Jeder Server, der OpenAIs Realtime-Protokoll spricht, auf diesem Computer oder anderswo.</translation>
    </message>
    <message>
        <source>Ollama, LM Studio, llama.cpp and others can answer what the built-in skills cannot.</source>
        <translation>Ollama, LM Studio, llama.cpp und andere können beantworten, was die eingebauten Fähigkeiten nicht können.</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>Stimme</translation>
    </message>
    <message>
        <source>Chat server on this computer</source>
        <translation>Chat-Server auf diesem Computer</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>As the model likes</source>
        <translation>Wie das Modell will</translation>
    </message>
    <message>
        <source>Hardly</source>
        <translation>Kaum</translation>
    </message>
    <message>
        <source>A little</source>
        <translation>Ein wenig</translation>
    </message>
    <message>
        <source>Some</source>
        <translation>Etwas</translation>
    </message>
    <message>
        <source>Much</source>
        <translation>Viel</translation>
    </message>
    <message>
        <source>As much as it can</source>
        <translation>So viel es kann</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>name=https://address. OpenAI calls their tools itself, and you are asked each time.</source>
        <translation>name=https://adresse. OpenAI ruft ihre Werkzeuge selbst auf, und Sie werden jedes Mal gefragt.</translation>
    </message>
    <message>
        <source>Servers of tools (MCP)</source>
        <translation>Werkzeug-Server (MCP)</translation>
    </message>
    <message>
        <source>Tokens for them</source>
        <translation>Token für sie</translation>
    </message>
    <message>
        <source>Only where one wants it. OpenAI shows it to that server.</source>
        <translation>Nur wo einer es verlangt. OpenAI zeigt es diesem Server.</translation>
    </message>
    <message>
        <source>How hard it thinks before it speaks</source>
        <translation>Wie gründlich es nachdenkt, bevor es spricht</translation>
    </message>
    <message>
        <source>How fast it speaks</source>
        <translation>Wie schnell es spricht</translation>
    </message>
    <message>
        <source>It speaks up after so much silence</source>
        <translation>Es meldet sich nach so viel Stille</translation>
    </message>
    <message>
        <source>Tokens of the conversation that it is sent</source>
        <translation>Tokens des Gesprächs, die es bekommt</translation>
    </message>
    <message>
        <source>What stays when that is full</source>
        <translation>Was bleibt, wenn das voll ist</translation>
    </message>
    <message>
        <source>For what the voice model hands over, with the tools; paid apart. Empty: none.</source>
        <translation>Für das, was das Sprachmodell weitergibt, mit den Werkzeugen; extra bezahlt. Leer: keines.</translation>
    </message>
    <message>
        <source>The same key as for OpenAI.</source>
        <translation>Derselbe Schlüssel wie für OpenAI.</translation>
    </message>
    <message>
        <source>Text model behind it</source>
        <translation>Textmodell dahinter</translation>
    </message>
    <message>
        <source>Deployment of a realtime model</source>
        <translation>Bereitstellung eines Realtime-Modells</translation>
    </message>
    <message>
        <source>Find out</source>
        <translation>Herausfinden</translation>
    </message>
    <message>
        <source>Another one with the older protocol</source>
        <translation>Ein anderer mit dem älteren Protokoll</translation>
    </message>
    <message>
        <source>Kind of server</source>
        <translation>Art des Servers</translation>
    </message>
    <message>
        <source>Only if the server wants one.</source>
        <translation>Nur wenn der Server einen will.</translation>
    </message>
    <message>
        <source>Empty: the server&apos;s own.</source>
        <translation>Leer: das vom Server.</translation>
    </message>
    <message>
        <source>Responses (OpenAI)</source>
        <translation>Responses (OpenAI)</translation>
    </message>
    <message>
        <source>Chat completions (most others)</source>
        <translation>Chat-Completions (die meisten anderen)</translation>
    </message>
    <message>
        <source>Empty: the built-in recogniser of this computer.</source>
        <translation>Leer: die eingebaute Spracherkennung dieses Computers.</translation>
    </message>
    <message>
        <source>Empty: the voice of this computer.</source>
        <translation>Leer: die Stimme dieses Computers.</translation>
    </message>
    <message>
        <source>Address of the text model</source>
        <translation>Adresse des Textmodells</translation>
    </message>
    <message>
        <source>Empty: the built-in skills only.</source>
        <translation>Leer: nur die eingebauten Fähigkeiten.</translation>
    </message>
    <message>
        <source>Text model</source>
        <translation>Textmodell</translation>
    </message>
    <message>
        <source>How it is asked</source>
        <translation>Wie es gefragt wird</translation>
    </message>
    <message>
        <source>It is sent to the host of the text model only, encrypted.</source>
        <translation>Er wird nur an den Server des Textmodells gesendet, verschlüsselt.</translation>
    </message>
    <message>
        <source>Address of the recogniser</source>
        <translation>Adresse der Spracherkennung</translation>
    </message>
    <message>
        <source>Model that writes down what you say</source>
        <translation>Modell, das aufschreibt, was Sie sagen</translation>
    </message>
    <message>
        <source>Address of the voice</source>
        <translation>Adresse der Stimme</translation>
    </message>
    <message>
        <source>Model that speaks</source>
        <translation>Modell, das spricht</translation>
    </message>
    <message>
        <source>Empty: that of three services in a row.</source>
        <translation>Leer: das der drei Dienste hintereinander.</translation>
    </message>
    <message>
        <source>The same key as for three services in a row.</source>
        <translation>Derselbe Schlüssel wie für drei Dienste hintereinander.</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Paste what the portal shows.</source>
        <translation>Fügen Sie ein, was das Portal zeigt.</translation>
    </message>
    <message>
        <source>Address of your Azure resource</source>
        <translation>Adresse Ihrer Azure-Ressource</translation>
    </message>
    <message>
        <source>With a key</source>
        <translation>Mit einem Schlüssel</translation>
    </message>
    <message>
        <source>As I am signed in with the Azure command line</source>
        <translation>So, wie ich mit der Azure-Befehlszeile angemeldet bin</translation>
    </message>
    <message>
        <source>How it knows you</source>
        <translation>Woher es Sie kennt</translation>
    </message>
    <message>
        <source>Empty: your words are heard, but not shown.</source>
        <translation>Leer: Ihre Worte werden gehört, aber nicht angezeigt.</translation>
    </message>
    <message>
        <source>Otherwise the pause on the Conversation page decides.</source>
        <translation>Sonst entscheidet die Pause auf der Seite „Gespräch“.</translation>
    </message>
    <message>
        <source>Let the model judge from your words when you have finished</source>
        <translation>Das Modell aus Ihren Worten beurteilen lassen, wann Sie fertig sind</translation>
    </message>
</context>
<context>
    <name>RegionPicker</name>
    <message>
        <source>Choose what to show</source>
        <translation>Wählen, was gezeigt wird</translation>
    </message>
</context>
<context>
    <name>Replays</name>
    <message>
        <source>Playing the recording</source>
        <translation>Die Aufnahme wird abgespielt</translation>
    </message>
    <message>
        <source>The recording has ended</source>
        <translation>Die Aufnahme ist zu Ende</translation>
    </message>
</context>
<context>
    <name>ScreenShare</name>
    <message>
        <source>Share a screen, a window or a camera</source>
        <translation>Bildschirm, Fenster oder Kamera teilen</translation>
    </message>
    <message>
        <source>Choose what to show. Nothing is sent yet.</source>
        <translation>Wählen Sie, was gezeigt wird. Noch wird nichts gesendet.</translation>
    </message>
    <message>
        <source>This is what who answers will be shown, once a second, until you stop it. The provider may charge for every picture.</source>
        <translation>Das wird dem gezeigt, der antwortet: einmal in der Sekunde, bis Sie es beenden. Der Anbieter kann jedes Bild berechnen.</translation>
    </message>
    <message>
        <source>Start sharing</source>
        <translation>Teilen</translation>
    </message>
    <message>
        <source>There is nothing that could be shown: no screen may be looked at, and no camera is connected.</source>
        <translation>Es gibt nichts, was gezeigt werden könnte: Kein Bildschirm darf angesehen werden, und keine Kamera ist angeschlossen.</translation>
    </message>
</context>
<context>
    <name>ScreenShots</name>
    <message>
        <source>This desktop (Wayland) lets no program photograph the screen: press its own screenshot key, often Print, and paste the picture here with Ctrl+V.</source>
        <translation>Diese Oberfläche (Wayland) lässt kein Programm den Bildschirm aufnehmen: Drücken Sie ihre eigene Taste für Bildschirmfotos, oft Druck, und fügen Sie das Bild hier mit Strg+V ein.</translation>
    </message>
    <message>
        <source>The screen could not be photographed: the system may have to be told that this program may.</source>
        <translation>Der Bildschirm ließ sich nicht aufnehmen: Vielleicht muss dem System erst gesagt werden, dass dieses Programm es darf.</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>Search all conversations</source>
        <translation>Alle Gespräche durchsuchen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Messages that were found</source>
        <translation>Gefundene Nachrichten</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
</context>
<context>
    <name>ServerChoice</name>
    <message>
        <source>Chat servers found on this computer</source>
        <translation>Auf diesem Computer gefundene Chat-Server</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Noch einmal suchen</translation>
    </message>
    <message>
        <source>Address of the chat server</source>
        <translation>Adresse des Chat-Servers</translation>
    </message>
    <message>
        <source>Its model sees pictures</source>
        <translation>Sein Modell sieht Bilder</translation>
    </message>
    <message>
        <source>None: built-in skills only</source>
        <translation>Keiner: nur eingebaute Fähigkeiten</translation>
    </message>
    <message>
        <source>{address} (not answering)</source>
        <translation>{address} (antwortet nicht)</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>About</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>This cannot be empty.</source>
        <translation>Das darf nicht leer sein.</translation>
    </message>
    <message>
        <source>Write name=https://address, with a space between two of them.</source>
        <translation>Schreiben Sie name=https://adresse, mit einem Leerzeichen zwischen zweien.</translation>
    </message>
    <message>
        <source>This is not a complete address: it begins with {example}</source>
        <translation>Das ist keine vollständige Adresse: Sie beginnt mit {example}</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation>{0} %</translation>
    </message>
    <message>
        <source>Audio</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Continuity and cost</source>
        <translation>Verfügbarkeit und Kosten</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Personas</source>
        <translation>Personas</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Datenschutz</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
</context>
<context>
    <name>Sharing</name>
    <message>
        <source>Sharing has ended.</source>
        <translation>Es wird nichts mehr geteilt.</translation>
    </message>
    <message>
        <source>Sharing has ended: who answers now sees no pictures.</source>
        <translation>Es wird nichts mehr geteilt: Wer jetzt antwortet, sieht keine Bilder.</translation>
    </message>
    <message>
        <source>Sharing has ended: who answers now takes single pictures only.</source>
        <translation>Es wird nichts mehr geteilt: Wer jetzt antwortet, nimmt nur einzelne Bilder.</translation>
    </message>
    <message>
        <source>Sharing has ended with the connection: nobody spoke for a while, or it failed.</source>
        <translation>Mit der Verbindung hat auch das Teilen geendet: Eine Weile hat niemand gesprochen, oder sie ist gescheitert.</translation>
    </message>
    <message>
        <source>Sharing has ended: another conversation is open now.</source>
        <translation>Es wird nichts mehr geteilt: Jetzt ist ein anderes Gespräch offen.</translation>
    </message>
    <message>
        <source>Sharing has ended: {0} is not there any more.</source>
        <translation>Es wird nichts mehr geteilt: {0} ist nicht mehr da.</translation>
    </message>
    <message>
        <source>Sharing has ended: the system does not let this program see {0} any more.</source>
        <translation>Es wird nichts mehr geteilt: Das System lässt dieses Programm {0} nicht mehr sehen.</translation>
    </message>
    <message>
        <source>Sharing has ended: the part of this program that looks has failed. Share again.</source>
        <translation>Es wird nichts mehr geteilt: Der Teil des Programms, der hinsieht, ist ausgefallen. Teilen Sie noch einmal.</translation>
    </message>
    <message>
        <source>Sharing has ended because the screen was locked.</source>
        <translation>Es wird nichts mehr geteilt, weil der Bildschirm gesperrt wurde.</translation>
    </message>
    <message>
        <source>Sharing has ended because the computer slept.</source>
        <translation>Es wird nichts mehr geteilt, weil der Computer geschlafen hat.</translation>
    </message>
    <message>
        <source>Who answers now sees no pictures. To share a screen or a camera, choose Gemini in Settings, Provider.</source>
        <translation>Wer jetzt antwortet, sieht keine Bilder. Um einen Bildschirm oder eine Kamera zu teilen, wählen Sie Gemini unter Einstellungen, Anbieter.</translation>
    </message>
    <message>
        <source>Who answers now takes single pictures, not one every second: each would be paid for again with every answer. Show a part of the screen, or choose Gemini in Settings, Provider.</source>
        <translation>Wer jetzt antwortet, nimmt einzelne Bilder, nicht jede Sekunde eines: Jedes würde mit jeder Antwort noch einmal berechnet. Zeigen Sie einen Teil des Bildschirms, oder wählen Sie Gemini unter Einstellungen, Anbieter.</translation>
    </message>
    <message>
        <source>This installation cannot look at screens or cameras.</source>
        <translation>Diese Installation kann weder Bildschirme noch Kameras ansehen.</translation>
    </message>
    <message>
        <source>There is no picture of {0}: it may be closed, switched off or out of sight.</source>
        <translation>Von {0} gibt es kein Bild: vielleicht geschlossen, ausgeschaltet oder nicht zu sehen.</translation>
    </message>
    <message>
        <source>{0} cannot be seen: another program may be using it, or the system must be told that this program may look at it.</source>
        <translation>{0} ist nicht zu sehen: Vielleicht benutzt es ein anderes Programm, oder dem System muss gesagt werden, dass dieses Programm hinsehen darf.</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>Bildschirm</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
</context>
<context>
    <name>SharingSign</name>
    <message>
        <source>Stop sharing</source>
        <translation>Nicht mehr teilen</translation>
    </message>
    <message>
        <source>Stop sharing (Ctrl+Shift+D, or Esc while the assistant is silent)</source>
        <translation>Nicht mehr teilen (Strg+Umschalt+D, oder Esc, während der Assistent schweigt)</translation>
    </message>
    <message>
        <source>{0} is not shown until the connection is back.</source>
        <translation>{0} wird erst wieder gezeigt, wenn die Verbindung zurück ist.</translation>
    </message>
    <message>
        <source>{0} is shown, once a second.</source>
        <translation>{0} wird gezeigt, einmal in der Sekunde.</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Talk (hold or press)</source>
        <translation>Sprechen (halten oder drücken)</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Send the message</source>
        <translation>Nachricht senden</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>New line in the message</source>
        <translation>Neue Zeile in der Nachricht</translation>
    </message>
    <message>
        <source>Shift+Enter</source>
        <translation>Umschalt+Enter</translation>
    </message>
    <message>
        <source>Correct what you said, other versions of it</source>
        <translation>Gesagtes berichtigen, andere Fassungen davon</translation>
    </message>
    <message>
        <source>F2, Alt+Left, Alt+Right</source>
        <translation>F2, Alt+Links, Alt+Rechts</translation>
    </message>
    <message>
        <source>Copy a message, play its recording</source>
        <translation>Nachricht kopieren, ihre Aufnahme abspielen</translation>
    </message>
    <message>
        <source>Ctrl+C, Enter</source>
        <translation>Strg+C, Enter</translation>
    </message>
    <message>
        <source>Rename, tag, delete a past conversation</source>
        <translation>Früheres Gespräch umbenennen, verschlagworten, löschen</translation>
    </message>
    <message>
        <source>F2, Ctrl+G, Del</source>
        <translation>F2, Strg+G, Entf</translation>
    </message>
    <message>
        <source>Pin, export a past conversation</source>
        <translation>Früheres Gespräch anheften, exportieren</translation>
    </message>
    <message>
        <source>Ctrl+D, Ctrl+E</source>
        <translation>Strg+D, Strg+E</translation>
    </message>
    <message>
        <source>Space talks whenever you are not typing.</source>
        <translation>Die Leertaste spricht, solange Sie nicht tippen.</translation>
    </message>
</context>
<context>
    <name>SourceDialog</name>
    <message>
        <source>What is seen</source>
        <translation>Was zu sehen ist</translation>
    </message>
    <message>
        <source>Looking for what there is…</source>
        <translation>Es wird nachgesehen, was es gibt…</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Es wird hingesehen…</translation>
    </message>
</context>
<context>
    <name>StatusStrip</name>
    <message>
        <source>How fast the answers came</source>
        <translation>Wie schnell die Antworten kamen</translation>
    </message>
    <message>
        <source>Sound that was sent</source>
        <translation>Gesendeter Ton</translation>
    </message>
    <message>
        <source>What was spent</source>
        <translation>Was ausgegeben wurde</translation>
    </message>
    <message>
        <source>Silence stays on this computer: of what the microphone heard, only speech and a little around it is sent.</source>
        <translation>Stille bleibt auf diesem Computer: Von dem, was das Mikrofon hörte, wird nur Sprache und ein wenig drumherum gesendet.</translation>
    </message>
    <message>
        <source>Counted since the program began.</source>
        <translation>Gezählt, seit das Programm läuft.</translation>
    </message>
</context>
<context>
    <name>TagFilter</name>
    <message>
        <source>Show conversations with this tag</source>
        <translation>Gespräche mit diesem Schlagwort zeigen</translation>
    </message>
    <message>
        <source>All conversations</source>
        <translation>Alle Gespräche</translation>
    </message>
</context>
<context>
    <name>TagsDialog</name>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Tags, with a comma between two of them</source>
        <translation>Schlagwörter, mit einem Komma zwischen zweien</translation>
    </message>
    <message>
        <source>work, travel</source>
        <translation>Arbeit, Reisen</translation>
    </message>
</context>
<context>
    <name>TalkButton</name>
    <message>
        <source>Talk</source>
        <translation>Sprechen</translation>
    </message>
    <message>
        <source>Talk (Space)</source>
        <translation>Sprechen (Leertaste)</translation>
    </message>
</context>
<context>
    <name>ThinkingIndicator</name>
    <message>
        <source>Progress of the answer</source>
        <translation>Fortschritt der Antwort</translation>
    </message>
    <message>
        <source>{words}, {seconds} s</source>
        <translation>{words}, {seconds} s</translation>
    </message>
</context>
<context>
    <name>TokenEditor</name>
    <message>
        <source>Server of tools</source>
        <translation>Werkzeugserver</translation>
    </message>
    <message>
        <source>Paste a token</source>
        <translation>Token einfügen</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save the token</source>
        <translation>Das Token speichern</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Forget the token</source>
        <translation>Das Token vergessen</translation>
    </message>
</context>
<context>
    <name>TurnEditor</name>
    <message>
        <source>What you said</source>
        <translation>Was Sie sagten</translation>
    </message>
    <message>
        <source>Enter saves and asks again, Shift+Enter begins a new line, Escape leaves it as it was.</source>
        <translation>Enter speichert und fragt erneut, Umschalt+Enter beginnt eine neue Zeile, Esc lässt es, wie es war.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Leave it as it was (Esc)</source>
        <translation>Lassen, wie es war (Esc)</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Erneut fragen</translation>
    </message>
    <message>
        <source>Save and ask again (Enter)</source>
        <translation>Speichern und erneut fragen (Enter)</translation>
    </message>
</context>
<context>
    <name>Voice</name>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindet</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>Hört zu</translation>
    </message>
    <message>
        <source>Hearing you</source>
        <translation>Hört Sie</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>Denkt nach</translation>
    </message>
    <message>
        <source>Speaking</source>
        <translation>Spricht</translation>
    </message>
    <message>
        <source>Was that you?</source>
        <translation>Waren Sie das?</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Click or press Space to talk</source>
        <translation>Klick oder Leertaste spricht</translation>
    </message>
    <message>
        <source>Hold the button or Space to talk</source>
        <translation>Knopf oder Leertaste halten</translation>
    </message>
    <message>
        <source>Just talk</source>
        <translation>Einfach sprechen</translation>
    </message>
    <message>
        <source>Click again to send</source>
        <translation>Noch ein Klick sendet</translation>
    </message>
    <message>
        <source>Let go to send</source>
        <translation>Loslassen sendet</translation>
    </message>
    <message>
        <source>Esc to stop, click to talk</source>
        <translation>Esc: Stopp, Klick: Sprechen</translation>
    </message>
    <message>
        <source>Esc to stop, hold to talk</source>
        <translation>Esc: Stopp, Halten: Sprechen</translation>
    </message>
    <message>
        <source>Esc to stop, or just talk</source>
        <translation>Esc: Stopp, oder sprechen</translation>
    </message>
    <message>
        <source>The microphone rests meanwhile. Esc to stop</source>
        <translation>Das Mikrofon ruht solange. Esc hält an</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbindet …</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Connection lost</source>
        <translation>Verbindung verloren</translation>
    </message>
    <message>
        <source>Cannot connect</source>
        <translation>Keine Verbindung möglich</translation>
    </message>
    <message>
        <source>Resting until you speak</source>
        <translation>Ruht, bis Sie sprechen</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>OpenAI</source>
        <translation>OpenAI</translation>
    </message>
    <message>
        <source>OpenAI Live</source>
        <translation>OpenAI Live</translation>
    </message>
    <message>
        <source>Azure OpenAI</source>
        <translation>Azure OpenAI</translation>
    </message>
    <message>
        <source>Azure Voice Live</source>
        <translation>Azure Voice Live</translation>
    </message>
    <message>
        <source>Gemini</source>
        <translation>Gemini</translation>
    </message>
    <message>
        <source>Three services in a row</source>
        <translation>Drei Dienste hintereinander</translation>
    </message>
    <message>
        <source>Typing only</source>
        <translation>Nur tippen</translation>
    </message>
    <message>
        <source>A server of your own</source>
        <translation>Ein eigener Server</translation>
    </message>
    <message>
        <source>Thinking it over</source>
        <translation>Denkt darüber nach</translation>
    </message>
    <message>
        <source>Looking at the clock</source>
        <translation>Sieht auf die Uhr</translation>
    </message>
    <message>
        <source>Looking at the calendar</source>
        <translation>Sieht in den Kalender</translation>
    </message>
    <message>
        <source>Doing the sum</source>
        <translation>Rechnet</translation>
    </message>
    <message>
        <source>Converting units</source>
        <translation>Rechnet Einheiten um</translation>
    </message>
    <message>
        <source>Setting the timer</source>
        <translation>Stellt den Timer</translation>
    </message>
    <message>
        <source>Looking at the timers</source>
        <translation>Sieht nach den Timern</translation>
    </message>
    <message>
        <source>Writing the note</source>
        <translation>Schreibt die Notiz</translation>
    </message>
    <message>
        <source>Looking through the notes</source>
        <translation>Sieht die Notizen durch</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>Sucht</translation>
    </message>
    <message>
        <source>Connected, renewing</source>
        <translation>Verbunden, wird erneuert</translation>
    </message>
    <message>
        <source>The service ends each session after a while, so the next one is made ready and told the conversation. Go on as you like.</source>
        <translation>Der Dienst beendet jede Sitzung nach einer Weile; darum wird die nächste vorbereitet und bekommt das Gespräch mit. Machen Sie weiter, wie Sie möchten.</translation>
    </message>
    <message>
        <source>Connected anew</source>
        <translation>Neu verbunden</translation>
    </message>
    <message>
        <source>A fresh session has taken over. It knows the conversation; nothing was lost.</source>
        <translation>Eine frische Sitzung hat übernommen. Sie kennt das Gespräch; nichts ging verloren.</translation>
    </message>
    <message>
        <source>Trying again in {seconds} s</source>
        <translation>Neuer Versuch in {seconds} s</translation>
    </message>
    <message>
        <source>Using {tool}</source>
        <translation>Benutzt {tool}</translation>
    </message>
    <message>
        <source>Please type: who answers cannot hear</source>
        <translation>Bitte tippen: Wer antwortet, kann nicht hören</translation>
    </message>
    <message>
        <source>Go on talking, or it goes on</source>
        <translation>Sprechen Sie weiter, sonst fährt er fort</translation>
    </message>
    <message>
        <source>You can type already</source>
        <translation>Tippen können Sie schon</translation>
    </message>
    <message>
        <source>The microphone is off. Ctrl+M turns it on</source>
        <translation>Das Mikrofon ist aus. Strg+M schaltet es ein</translation>
    </message>
</context>
<context>
    <name>VoiceEditor</name>
    <message>
        <source>Best one found</source>
        <translation>Die beste vorhandene</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>Stimme</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Anhören</translation>
    </message>
    <message>
        <source>Listen to this voice</source>
        <translation>Diese Stimme anhören</translation>
    </message>
    <message>
        <source>{name} (not found)</source>
        <translation>{name} (nicht gefunden)</translation>
    </message>
</context>
<context>
    <name>VoicePanel</name>
    <message>
        <source>Unmute (Ctrl+M)</source>
        <translation>Einschalten (Strg+M)</translation>
    </message>
    <message>
        <source>Mute (Ctrl+M)</source>
        <translation>Stummschalten (Strg+M)</translation>
    </message>
    <message>
        <source>Unmute the microphone</source>
        <translation>Mikrofon einschalten</translation>
    </message>
    <message>
        <source>Mute the microphone</source>
        <translation>Mikrofon stummschalten</translation>
    </message>
</context>
<context>
    <name>Walker</name>
    <message>
        <source>Enter plays the recording.</source>
        <translation>Enter spielt die Aufnahme ab.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln button(s), Right chooses one.</source>
        <translation>
            <numerusform>%Ln Schaltfläche, Rechts wählt sie.</numerusform>
            <numerusform>%Ln Schaltflächen, Rechts wählt eine.</numerusform>
        </translation>
    </message>
    <message>
        <source>{0}: {1}. {2} of {3}. Press Enter.</source>
        <translation>{0}: {1}. {2} von {3}. Drücken Sie Enter.</translation>
    </message>
</context>
<context>
    <name>Waveform</name>
    <message>
        <source>Loudness of you and of the assistant</source>
        <translation>Lautstärke von Ihnen und vom Assistenten</translation>
    </message>
</context>
<context>
    <name>_Marks</name>
    <message>
        <source>Patience: {0}</source>
        <translation>Geduld: {0}</translation>
    </message>
</context>
<context>
    <name>_Tile</name>
    <message>
        <source>Goes with the message. Enter shows it, Delete takes it away.</source>
        <translation>Wird mit der Nachricht gesendet. Enter zeigt es, Entf entfernt es.</translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation>{0} entfernen</translation>
    </message>
</context>
</TS>
