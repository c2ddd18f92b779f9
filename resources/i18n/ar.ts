<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>AboutPage</name>
    <message>
        <source>Desktop Assistant {version}</source>
        <translation>Desktop Assistant {version}</translation>
    </message>
    <message>
        <source>A live spoken conversation, on your own computer or with a provider of your choice.</source>
        <translation>محادثة صوتية حيّة، على جهازك أو مع المزوّد الذي تختاره.</translation>
    </message>
    <message>
        <source>Licensed under Apache-2.0. The offline voice espeak-ng is licensed under GPL-3.0 and runs as a program of its own; Qt is used under LGPL-3.0. The NOTICE file lists everything.</source>
        <translation>مرخّص بموجب Apache-2.0. الصوت المحلي espeak-ng مرخّص بموجب GPL-3.0 ويعمل برنامجًا مستقلًّا، ويُستخدم Qt بموجب LGPL-3.0. ملف NOTICE يسرد كل شيء.</translation>
    </message>
    <message>
        <source>Log files</source>
        <translation>ملفات السجل</translation>
    </message>
    <message>
        <source>Folder of the log files</source>
        <translation>مجلد ملفات السجل</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>المحادثات</translation>
    </message>
    <message>
        <source>Folder of the conversations</source>
        <translation>مجلد المحادثات</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>الإعدادات</translation>
    </message>
    <message>
        <source>Folder of the settings</source>
        <translation>مجلد الإعدادات</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Stop</source>
        <translation>إيقاف</translation>
    </message>
    <message>
        <source>Mute or unmute the microphone</source>
        <translation>كتم الميكروفون أو تشغيله</translation>
    </message>
    <message>
        <source>Type a message</source>
        <translation>اكتب رسالة</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>محادثة جديدة</translation>
    </message>
    <message>
        <source>Past conversations</source>
        <translation>المحادثات السابقة</translation>
    </message>
    <message>
        <source>Find in this conversation</source>
        <translation>البحث في هذه المحادثة</translation>
    </message>
    <message>
        <source>Search all conversations</source>
        <translation>البحث في كل المحادثات</translation>
    </message>
    <message>
        <source>Copy the whole conversation</source>
        <translation>نسخ المحادثة كاملة</translation>
    </message>
    <message>
        <source>Captions above other windows</source>
        <translation>ترجمة نصية فوق النوافذ الأخرى</translation>
    </message>
    <message>
        <source>Choose who answers</source>
        <translation>اختيار من يجيب</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>الصبر</translation>
    </message>
    <message>
        <source>How fast the answers came</source>
        <translation>سرعة وصول الإجابات</translation>
    </message>
    <message>
        <source>Test speakers and microphone</source>
        <translation>اختبار السماعات والميكروفون</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>الإعدادات</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>اختصارات لوحة المفاتيح</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
</context>
<context>
    <name>AppearancePage</name>
    <message>
        <source>Like the system</source>
        <translation>مثل النظام</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>فاتح</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>داكن</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>الألوان</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>اللغة</translation>
    </message>
    <message>
        <source>Of this window. It changes at the next start.</source>
        <translation>لغة هذه النافذة. تتغيّر عند التشغيل التالي.</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>حجم النص</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>تقليل الحركة</translation>
    </message>
    <message>
        <source>Nothing spins or travels; what happens is still said in words and shapes.</source>
        <translation>لا شيء يدور أو يتحرك، ويبقى ما يحدث ظاهرًا بالكلمات والأشكال.</translation>
    </message>
    <message>
        <source>Captions above other windows</source>
        <translation>ترجمة نصية فوق النوافذ الأخرى</translation>
    </message>
    <message>
        <source>A strip with what is being said, large enough to be read from across the room.</source>
        <translation>شريط يعرض ما يُقال، كبير بما يكفي ليُقرأ من الطرف الآخر للغرفة.</translation>
    </message>
</context>
<context>
    <name>Attach</name>
    <message>
        <source>This installation cannot use a camera.</source>
        <translation>هذا التثبيت لا يمكنه استخدام كاميرا.</translation>
    </message>
    <message>
        <source>No camera is connected, or the system does not let this program see it.</source>
        <translation>لا كاميرا موصولة، أو أن النظام لا يسمح لهذا البرنامج برؤيتها.</translation>
    </message>
    <message>
        <source>{0} could not be read.</source>
        <translation>تعذّرت قراءة {0}.</translation>
    </message>
    <message>
        <source>{0} is neither a picture nor a text file, and nothing else can be sent.</source>
        <translation>{0} ليس صورة ولا ملفًا نصيًّا، ولا يمكن إرسال غيرهما.</translation>
    </message>
    <message>
        <source>{0} is too large to be sent.</source>
        <translation>{0} أكبر من أن يُرسل.</translation>
    </message>
    <message>
        <source>{0} is empty.</source>
        <translation>{0} فارغ.</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>صورة</translation>
    </message>
    <message>
        <source>It</source>
        <translation>ذلك</translation>
    </message>
    <message>
        <source>{0} is long: its first {1} characters go along.</source>
        <translation>{0} طويل: تُرسل أول {1} حرف منه.</translation>
    </message>
    <message>
        <source>Drag over what you want to show. Enter takes the whole screen, or the frame that arrow keys move; Esc takes nothing.</source>
        <translation>اسحب فوق ما تريد عرضه. Enter يلتقط الشاشة كلها أو الإطار الذي تحرّكه الأسهم، وEsc لا يلتقط شيئًا.</translation>
    </message>
</context>
<context>
    <name>Attaching</name>
    <message>
        <source>Picture or file…</source>
        <translation>صورة أو ملف…</translation>
    </message>
    <message>
        <source>Part of the screen…</source>
        <translation>جزء من الشاشة…</translation>
    </message>
    <message>
        <source>Picture from the camera…</source>
        <translation>صورة من الكاميرا…</translation>
    </message>
    <message>
        <source>Share screen, window or camera…</source>
        <translation>مشاركة شاشة أو نافذة أو كاميرا…</translation>
    </message>
    <message>
        <source>Stop sharing</source>
        <translation>إيقاف المشاركة</translation>
    </message>
    <message>
        <source>Pictures and text files</source>
        <translation>صور وملفات نصية</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>الكاميرا</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>الشاشة</translation>
    </message>
</context>
<context>
    <name>AttachmentStrip</name>
    <message>
        <source>Goes with the message</source>
        <translation>يُرسل مع الرسالة</translation>
    </message>
</context>
<context>
    <name>AudioPage</name>
    <message>
        <source>The first that is plugged in is used. Drag to reorder, or Alt+Up and Alt+Down.</source>
        <translation>يُستخدم أول جهاز موصول. غيّر الترتيب بالسحب أو بـ Alt+↑ وAlt+↓.</translation>
    </message>
    <message>
        <source>Microphones, the preferred one first</source>
        <translation>الميكروفونات، المفضّل أولًا</translation>
    </message>
    <message>
        <source>Speakers, the preferred one first</source>
        <translation>السماعات، المفضّلة أولًا</translation>
    </message>
    <message>
        <source>Test speakers and microphone…</source>
        <translation>اختبار السماعات والميكروفون…</translation>
    </message>
    <message>
        <source>Measures the echo and says whether you can talk over the assistant.</source>
        <translation>يقيس الصدى ويخبرك هل يمكنك مقاطعة المساعد.</translation>
    </message>
    <message>
        <source>Loudness of the assistant</source>
        <translation>مستوى صوت المساعد</translation>
    </message>
    <message>
        <source>Remove the assistant&apos;s own voice from the microphone</source>
        <translation>إزالة صوت المساعد من الميكروفون</translation>
    </message>
    <message>
        <source>Keep this on unless you always wear headphones.</source>
        <translation>أبقِ هذا مفعّلًا ما لم تكن تستخدم سماعات الرأس دائمًا.</translation>
    </message>
    <message>
        <source>Take steady noise out of what is sent</source>
        <translation>إزالة الضجيج الثابت مما يُرسل</translation>
    </message>
    <message>
        <source>For fans and streets.</source>
        <translation>للمراوح والشوارع.</translation>
    </message>
    <message>
        <source>Raise a quiet voice</source>
        <translation>رفع الصوت الخافت</translation>
    </message>
    <message>
        <source>For a distant microphone; it raises the room too.</source>
        <translation>لميكروفون بعيد، ويرفع صوت الغرفة أيضًا.</translation>
    </message>
    <message>
        <source>Advise against the microphone of Bluetooth headphones</source>
        <translation>التنبيه إلى تجنّب ميكروفون سماعات البلوتوث</translation>
    </message>
    <message>
        <source>Soft sounds while thinking and when the microphone opens</source>
        <translation>أصوات خافتة أثناء التفكير وعند فتح الميكروفون</translation>
    </message>
    <message>
        <source>High: 24 kHz</source>
        <translation>عالية: 24 كيلوهرتز</translation>
    </message>
    <message>
        <source>Wide: 16 kHz</source>
        <translation>واسعة: 16 كيلوهرتز</translation>
    </message>
    <message>
        <source>Telephone: 8 kHz, for slow networks</source>
        <translation>هاتف: 8 كيلوهرتز، للشبكات البطيئة</translation>
    </message>
    <message>
        <source>Sound quality</source>
        <translation>جودة الصوت</translation>
    </message>
    <message>
        <source>A provider that lacks it uses its nearest.</source>
        <translation>المزوّد الذي لا يوفّرها يستخدم أقرب ما لديه.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>تلقائي</translation>
    </message>
    <message>
        <source>Listens while the assistant speaks, unless its own sound cannot be told from yours, or you chose in the test to let it rest with these devices.</source>
        <translation>يستمع أثناء كلام المساعد، إلا إذا تعذّر تمييز صوته من صوتك، أو اخترت في الاختبار أن يتوقف مع هذه الأجهزة.</translation>
    </message>
    <message>
        <source>Always listen</source>
        <translation>الاستماع دائمًا</translation>
    </message>
    <message>
        <source>You can always talk over it; with loud speakers it may hear itself.</source>
        <translation>يمكنك مقاطعته دائمًا، وقد يسمع نفسه إذا كانت السماعات عالية.</translation>
    </message>
    <message>
        <source>Rest while it speaks</source>
        <translation>التوقف أثناء كلامه</translation>
    </message>
    <message>
        <source>The microphone rests until the assistant has finished; Esc stops it.</source>
        <translation>يتوقف الميكروفون حتى ينتهي المساعد، وEsc يوقفه.</translation>
    </message>
    <message>
        <source>Microphone while the assistant speaks</source>
        <translation>الميكروفون أثناء كلام المساعد</translation>
    </message>
    <message>
        <source>Easy</source>
        <translation>بسهولة</translation>
    </message>
    <message>
        <source>A short word interrupts; so may a cough.</source>
        <translation>كلمة قصيرة تقاطعه، وقد تفعل السعلة ذلك أيضًا.</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>عادي</translation>
    </message>
    <message>
        <source>A few words interrupt; a cough or a key does not.</source>
        <translation>بضع كلمات تقاطعه، أما السعلة أو ضغطة المفتاح فلا.</translation>
    </message>
    <message>
        <source>Firm</source>
        <translation>بحزم</translation>
    </message>
    <message>
        <source>Only clear, longer speech interrupts: for loud rooms.</source>
        <translation>لا يقاطعه إلا كلام واضح أطول: للغرف الصاخبة.</translation>
    </message>
    <message>
        <source>What interrupts the assistant</source>
        <translation>ما الذي يقاطع المساعد</translation>
    </message>
</context>
<context>
    <name>BannerStack</name>
    <message>
        <source>Show the next message</source>
        <translation>إظهار الرسالة التالية</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more message(s)</source>
        <translation>
            <numerusform>لا رسائل أخرى</numerusform>
            <numerusform>رسالة أخرى</numerusform>
            <numerusform>رسالتان أخريان</numerusform>
            <numerusform>%Ln رسائل أخرى</numerusform>
            <numerusform>%Ln رسالة أخرى</numerusform>
            <numerusform>%Ln رسالة أخرى</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CameraPhoto</name>
    <message>
        <source>Picture from the camera</source>
        <translation>صورة من الكاميرا</translation>
    </message>
    <message>
        <source>Choose a camera.</source>
        <translation>اختر كاميرا.</translation>
    </message>
    <message>
        <source>The camera is on. Nothing is sent before you send the message.</source>
        <translation>الكاميرا تعمل. لا يُرسل شيء قبل أن ترسل الرسالة.</translation>
    </message>
    <message>
        <source>Take the picture</source>
        <translation>التقاط الصورة</translation>
    </message>
</context>
<context>
    <name>CaptionStrip</name>
    <message>
        <source>Captions</source>
        <translation>ترجمة نصية</translation>
    </message>
    <message>
        <source>Captions: drag to move, Ctrl+Shift+L to hide</source>
        <translation>ترجمة نصية: اسحب للتحريك، وCtrl+Shift+L للإخفاء</translation>
    </message>
    <message>
        <source>What is said will stand here.</source>
        <translation>سيظهر هنا ما يُقال.</translation>
    </message>
</context>
<context>
    <name>Chat</name>
    <message>
        <source>On screen</source>
        <translation>على الشاشة</translation>
    </message>
    <message>
        <source>You</source>
        <translation>أنت</translation>
    </message>
    <message>
        <source>Assistant</source>
        <translation>المساعد</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>عنوان بريد إلكتروني</translation>
    </message>
    <message>
        <source>Phone number</source>
        <translation>رقم هاتف</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>عنوان</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>حدث</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>رمز</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>أمر</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>جدول</translation>
    </message>
    <message>
        <source>List</source>
        <translation>قائمة</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>رابط</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ملف</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>كمية</translation>
    </message>
    <message>
        <source>Quotation</source>
        <translation>اقتباس</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>نموذج</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>مؤكَّد</translation>
    </message>
    <message>
        <source>{0} of {1} answered</source>
        <translation>أُجيب عن {0} من {1}</translation>
    </message>
    <message>
        <source>Which one?</source>
        <translation>أيّ واحد؟</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>إجابة</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>صورة</translation>
    </message>
    <message>
        <source>Did you say</source>
        <translation>هل قلت</translation>
    </message>
    <message>
        <source>Not answered</source>
        <translation>بلا إجابة</translation>
    </message>
    <message>
        <source>Broken off</source>
        <translation>انقطعت</translation>
    </message>
    <message>
        <source>Correct this and ask again</source>
        <translation>تصحيح هذا والسؤال مجددًا</translation>
    </message>
    <message>
        <source>Amount of money</source>
        <translation>مبلغ مالي</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>عدد</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>تاريخ</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>وقت</translation>
    </message>
    <message>
        <source>Answer it</source>
        <translation>أجب عن هذا</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>السؤال مجددًا</translation>
    </message>
    <message>
        <source>Correct…</source>
        <translation>تصحيح…</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>نسخ</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>نسخ بصيغة Markdown</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>نسخ بصيغة CSV</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>فتح</translation>
    </message>
    <message>
        <source>{0} speaks from here on</source>
        <translation>يتحدث {0} من هنا فصاعدًا</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>في انتظار الإرسال</translation>
    </message>
    <message>
        <source>Could not be sent</source>
        <translation>تعذّر الإرسال</translation>
    </message>
    <message>
        <source>The answer failed</source>
        <translation>فشلت الإجابة</translation>
    </message>
    <message>
        <source>Perhaps misheard</source>
        <translation>ربما سُمع خطأً</translation>
    </message>
    <message>
        <source>Not answered: it sounded like somebody else</source>
        <translation>بلا إجابة: بدا كأنه كلام شخص آخر</translation>
    </message>
    <message>
        <source>Interrupted before it was heard</source>
        <translation>قوطع قبل أن يُسمع</translation>
    </message>
    <message>
        <source>Interrupted after {0} s</source>
        <translation>قوطع بعد {0} ث</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>قوطع</translation>
    </message>
    <message>
        <source>The answer broke off before its end</source>
        <translation>انقطعت الإجابة قبل نهايتها</translation>
    </message>
    <message>
        <source>You stopped the assistant here.</source>
        <translation>هنا أوقفتَ المساعد.</translation>
    </message>
    <message>
        <source>You stopped the assistant here. What is struck through was not heard, and the model does not remember it.</source>
        <translation>هنا أوقفتَ المساعد. النص المشطوب لم يُسمع، والنموذج لا يتذكّره.</translation>
    </message>
    <message>
        <source>Choose below what you said, or correct it with F2.</source>
        <translation>اختر أدناه ما قلته، أو صحّحه بـ F2.</translation>
    </message>
    <message>
        <source>The recogniser was not sure of: {0}</source>
        <translation>لم يكن المتعرّف متأكدًا من: {0}</translation>
    </message>
    <message>
        <source>You said: {0}</source>
        <translation>قلتَ: {0}</translation>
    </message>
    <message>
        <source>Assistant said: {0}</source>
        <translation>قال المساعد: {0}</translation>
    </message>
    <message>
        <source>waiting for the words</source>
        <translation>في انتظار الكلمات</translation>
    </message>
    <message>
        <source>Not heard: {0}</source>
        <translation>لم يُسمع: {0}</translation>
    </message>
    <message>
        <source>formula {0}</source>
        <translation>صيغة {0}</translation>
    </message>
    <message>
        <source>File {0}</source>
        <translation>ملف {0}</translation>
    </message>
    <message>
        <source>Picture {0}</source>
        <translation>صورة {0}</translation>
    </message>
    <message>
        <source>(not understood)</source>
        <translation>(لم يُفهم)</translation>
    </message>
    <message>
        <source>Question: {0} Answers: {1}</source>
        <translation>سؤال: {0} الإجابات: {1}</translation>
    </message>
    <message>
        <source>Used a tool</source>
        <translation>استُخدمت أداة</translation>
    </message>
    <message>
        <source>Used {0}</source>
        <translation>استُخدم {0}</translation>
    </message>
    <message>
        <source>Copy message</source>
        <translation>نسخ الرسالة</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>نسخ الشيفرة</translation>
    </message>
    <message>
        <source>Play the recording, or stop it</source>
        <translation>تشغيل التسجيل أو إيقافه</translation>
    </message>
    <message>
        <source>Correct this and ask again (F2)</source>
        <translation>تصحيح هذا والسؤال مجددًا (F2)</translation>
    </message>
    <message>
        <source>Earlier version (Alt+Left)</source>
        <translation>نسخة أقدم (Alt+Left)</translation>
    </message>
    <message>
        <source>Later version (Alt+Right)</source>
        <translation>نسخة أحدث (Alt+Right)</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>نُسخ</translation>
    </message>
    <message>
        <source>text</source>
        <translation>نص</translation>
    </message>
</context>
<context>
    <name>ChatView</name>
    <message>
        <source>Conversation</source>
        <translation>المحادثة</translation>
    </message>
    <message>
        <source>Up and Down move between messages, Left and Right between exact things, Ctrl+C copies, Enter plays a recording, F2 corrects what you said.</source>
        <translation>السهمان لأعلى ولأسفل للتنقل بين الرسائل، ولليمين واليسار بين العناصر الدقيقة، وCtrl+C للنسخ، وEnter لتشغيل التسجيل، وF2 لتصحيح ما قلته.</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Type a message</source>
        <translation>اكتب رسالة</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>الرسالة</translation>
    </message>
    <message>
        <source>Enter sends, Shift+Enter begins a new line, Up brings back what you sent.</source>
        <translation>Enter للإرسال، وShift+Enter لسطر جديد، والسهم لأعلى يستعيد ما أرسلته.</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>إرفاق</translation>
    </message>
    <message>
        <source>Attach a picture or a file</source>
        <translation>إرفاق صورة أو ملف</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>إرسال</translation>
    </message>
    <message>
        <source>Send (Enter)</source>
        <translation>إرسال (Enter)</translation>
    </message>
</context>
<context>
    <name>ContinuityPage</name>
    <message>
        <source>Let another provider stand in</source>
        <translation>السماح لمزوّد آخر بأن ينوب</translation>
    </message>
    <message>
        <source>While yours cannot be reached. It is told the conversation, and gives it back by itself.</source>
        <translation>ما دام مزوّدك غير متاح. تُنقل إليه المحادثة ويعيدها من تلقاء نفسه.</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>لا أحد</translation>
    </message>
    <message>
        <source>Same company, or this computer</source>
        <translation>الشركة نفسها أو هذا الجهاز</translation>
    </message>
    <message>
        <source>Another company hears what you say only if you choose it here.</source>
        <translation>لا تسمع شركة أخرى ما تقوله إلا إذا اخترتها هنا.</translation>
    </message>
    <message>
        <source>First</source>
        <translation>أولًا</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>ثم</translation>
    </message>
    <message>
        <source>As the connection allows</source>
        <translation>كما يسمح الاتصال</translation>
    </message>
    <message>
        <source>Always whole</source>
        <translation>كاملًا دائمًا</translation>
    </message>
    <message>
        <source>Always in smaller packets</source>
        <translation>في حزم أصغر دائمًا</translation>
    </message>
    <message>
        <source>Always as over a telephone</source>
        <translation>كما عبر الهاتف دائمًا</translation>
    </message>
    <message>
        <source>On a slow connection it is sent in smaller packets first, then as over a telephone, and back again.</source>
        <translation>عندما يكون الاتصال بطيئًا يُرسَل أولًا في حزم أصغر، ثم كما عبر الهاتف، ثم يعود كما كان.</translation>
    </message>
    <message>
        <source>Your voice is sent</source>
        <translation>يُرسَل صوتك</translation>
    </message>
    <message>
        <source>Hang up after silence of</source>
        <translation>إنهاء الاتصال بعد صمت مدته</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>أبدًا</translation>
    </message>
    <message>
        <source>Only paid sessions. Your next word connects again, and nothing is lost.</source>
        <translation>للجلسات المدفوعة فقط. كلمتك التالية تعيد الاتصال ولا يضيع شيء.</translation>
    </message>
    <message>
        <source>Spend at most, a month</source>
        <translation>أقصى إنفاق في الشهر</translation>
    </message>
    <message>
        <source>Anything</source>
        <translation>أي مبلغ</translation>
    </message>
    <message>
        <source>You are told at four fifths of it; at the whole of it paid providers are not asked any more.</source>
        <translation>تُنبَّه عند أربعة أخماسه، وعند بلوغه كاملًا لا يُسأل المزوّدون المدفوعون بعد ذلك.</translation>
    </message>
    <message>
        <source>Spent</source>
        <translation>المُنفَق</translation>
    </message>
    <message>
        <source>What models cost is in prices.toml, which you may change.</source>
        <translation>أسعار النماذج في ملف prices.toml ويمكنك تعديله.</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>الأسعار</translation>
    </message>
    <message>
        <source>Folder of the prices</source>
        <translation>مجلد الأسعار</translation>
    </message>
    <message numerus="yes">
        <source>%Ln minute(s)</source>
        <translation>
            <numerusform>%Ln دقيقة</numerusform>
            <numerusform>دقيقة واحدة</numerusform>
            <numerusform>دقيقتان</numerusform>
            <numerusform>%Ln دقائق</numerusform>
            <numerusform>%Ln دقيقة</numerusform>
            <numerusform>%Ln دقيقة</numerusform>
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
        <translation>عنوان المحادثة</translation>
    </message>
</context>
<context>
    <name>ConversationList</name>
    <message>
        <source>Past conversations</source>
        <translation>المحادثات السابقة</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>محادثة جديدة</translation>
    </message>
    <message>
        <source>Conversations appear here.</source>
        <translation>تظهر المحادثات هنا.</translation>
    </message>
    <message>
        <source>List of conversations</source>
        <translation>قائمة المحادثات</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>تثبيت</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>تصدير…</translation>
    </message>
    <message>
        <source>Tags…</source>
        <translation>الوسوم…</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>إعادة التسمية</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>حذف</translation>
    </message>
    <message>
        <source>Export and import</source>
        <translation>التصدير والاستيراد</translation>
    </message>
    <message>
        <source>Export all conversations…</source>
        <translation>تصدير كل المحادثات…</translation>
    </message>
    <message>
        <source>Import conversations…</source>
        <translation>استيراد محادثات…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>تراجع</translation>
    </message>
    <message>
        <source>Undo the deletion</source>
        <translation>التراجع عن الحذف</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>إخفاء</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>بلا عنوان</translation>
    </message>
    <message>
        <source>Deleted “{title}”</source>
        <translation>حُذفت «{title}»</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>إلغاء التثبيت</translation>
    </message>
</context>
<context>
    <name>ConversationPage</name>
    <message>
        <source>How you talk</source>
        <translation>طريقة التحدث</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>الصبر</translation>
    </message>
    <message>
        <source>How long you may pause before your turn counts as over. Works at once, without OK.</source>
        <translation>المدة التي يمكنك التوقف فيها قبل أن يُعدّ دورك منتهيًا. يسري فورًا دون «موافق».</translation>
    </message>
    <message>
        <source>Said at the end of your turn, it sends at once. Leave empty for none. It works where this computer answers; other providers know only pauses.</source>
        <translation>إذا قيلت في نهاية دورك أُرسل الكلام فورًا. اتركها فارغة لإلغائها. تعمل حيث يجيب هذا الحاسوب؛ أما المزوّدون الآخرون فلا يعرفون إلا الوقفات.</translation>
    </message>
    <message>
        <source>End phrase</source>
        <translation>عبارة الختام</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>تلقائي</translation>
    </message>
    <message>
        <source>Of your speech. Without a network, this computer understands English.</source>
        <translation>لغة كلامك. ومن دون شبكة يفهم هذا الجهاز الإنجليزية.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>اللغة</translation>
    </message>
    <message>
        <source>Who the assistant is</source>
        <translation>من هو المساعد</translation>
    </message>
    <message>
        <source>Sent to the model before every conversation.</source>
        <translation>يُرسل إلى النموذج قبل كل محادثة.</translation>
    </message>
</context>
<context>
    <name>Copying</name>
    <message>
        <source>Copy selection</source>
        <translation>نسخ المحدّد</translation>
    </message>
    <message>
        <source>Copy message</source>
        <translation>نسخ الرسالة</translation>
    </message>
    <message>
        <source>Copy {0} code</source>
        <translation>نسخ شيفرة {0}</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>نسخ الشيفرة</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>نسخ الرابط</translation>
    </message>
    <message>
        <source>Stop the recording</source>
        <translation>إيقاف التسجيل</translation>
    </message>
    <message>
        <source>Play the recording</source>
        <translation>تشغيل التسجيل</translation>
    </message>
    <message>
        <source>Copy conversation</source>
        <translation>نسخ المحادثة</translation>
    </message>
    <message>
        <source>Copy formula</source>
        <translation>نسخ الصيغة</translation>
    </message>
    <message>
        <source>Copy formula {0}</source>
        <translation>نسخ الصيغة {0}</translation>
    </message>
    <message>
        <source>Show the picture</source>
        <translation>عرض الصورة</translation>
    </message>
    <message>
        <source>Correct this and ask again</source>
        <translation>تصحيح هذا والسؤال مجددًا</translation>
    </message>
    <message>
        <source>Earlier version</source>
        <translation>نسخة أقدم</translation>
    </message>
    <message>
        <source>Later version</source>
        <translation>نسخة أحدث</translation>
    </message>
</context>
<context>
    <name>Costs</name>
    <message>
        <source>under $0.01</source>
        <translation>أقل من 0.01 $</translation>
    </message>
    <message>
        <source>${0}</source>
        <translation>{0} $</translation>
    </message>
    <message>
        <source>This conversation: {0}</source>
        <translation>هذه المحادثة: {0}</translation>
    </message>
    <message>
        <source>Today: {0}</source>
        <translation>اليوم: {0}</translation>
    </message>
    <message>
        <source>This month: {0}</source>
        <translation>هذا الشهر: {0}</translation>
    </message>
    <message>
        <source>An estimate, with prices of {0}.</source>
        <translation>تقدير بأسعار {0}.</translation>
    </message>
    <message>
        <source>Without {0}, whose price is not known.</source>
        <translation>دون {0}، فسعره غير معروف.</translation>
    </message>
    <message>
        <source>Questions left: {0} of {1}, all of them again in {2} s.</source>
        <translation>الأسئلة المتبقية: {0} من {1}، وتعود كلها بعد {2} ث.</translation>
    </message>
    <message>
        <source>Tokens left: {0} of {1}, all of them again in {2} s.</source>
        <translation>الرموز المتبقية: {0} من {1}، وتعود كلها بعد {2} ث.</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Pasted picture</source>
        <translation>صورة ملصقة</translation>
    </message>
    <message numerus="yes">
        <source>Only %Ln thing(s) can go with one message.</source>
        <translation>
            <numerusform>لا يمكن إرفاق شيء برسالة واحدة.</numerusform>
            <numerusform>يمكن إرفاق شيء واحد فقط برسالة واحدة.</numerusform>
            <numerusform>يمكن إرفاق شيئين فقط برسالة واحدة.</numerusform>
            <numerusform>يمكن إرفاق %Ln أشياء فقط برسالة واحدة.</numerusform>
            <numerusform>يمكن إرفاق %Ln شيئًا فقط برسالة واحدة.</numerusform>
            <numerusform>يمكن إرفاق %Ln شيء فقط برسالة واحدة.</numerusform>
        </translation>
    </message>
    <message>
        <source>The provider in use takes no pictures: yours will be kept in the conversation, but not seen.</source>
        <translation>المزوّد المستخدم لا يقبل الصور: تبقى صورتك في المحادثة لكن لا تُرى.</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>the address is not a WebSocket address</source>
        <translation>العنوان ليس عنوان WebSocket</translation>
    </message>
    <message>
        <source>the certificate is not trusted by this computer</source>
        <translation>هذا الجهاز لا يثق بالشهادة</translation>
    </message>
    <message>
        <source>the server&apos;s answer breaks the rules of WebSocket</source>
        <translation>ردّ الخادم يخالف قواعد WebSocket</translation>
    </message>
    <message>
        <source>the proxy refused the connection</source>
        <translation>رفض الوكيل الاتصال</translation>
    </message>
    <message>
        <source>the server&apos;s name could not be looked up</source>
        <translation>تعذّر العثور على اسم الخادم</translation>
    </message>
    <message>
        <source>nothing answers at that address</source>
        <translation>لا شيء يجيب على هذا العنوان</translation>
    </message>
    <message>
        <source>no answer within 10 seconds</source>
        <translation>لا ردّ خلال 10 ثوانٍ</translation>
    </message>
    <message>
        <source>the connection failed</source>
        <translation>فشل الاتصال</translation>
    </message>
    <message>
        <source>the server&apos;s answer could not be understood</source>
        <translation>تعذّر فهم ردّ الخادم</translation>
    </message>
    <message>
        <source>closed by us with {0}</source>
        <translation>أغلقناه بالرمز {0}</translation>
    </message>
    <message>
        <source>nothing came back from the service</source>
        <translation>لم يصل شيء من الخدمة</translation>
    </message>
    <message>
        <source>the key could not be tested</source>
        <translation>تعذّر اختبار المفتاح</translation>
    </message>
    <message>
        <source>the server sent us elsewhere, which is refused to protect the key</source>
        <translation>أحالنا الخادم إلى مكان آخر، وقد رُفض ذلك لحماية المفتاح</translation>
    </message>
    <message>
        <source>the service ended the session</source>
        <translation>أنهت الخدمة الجلسة</translation>
    </message>
    <message>
        <source>the connection broke off</source>
        <translation>انقطع الاتصال</translation>
    </message>
    <message>
        <source>the service does not accept the key</source>
        <translation>الخدمة لا تقبل المفتاح</translation>
    </message>
    <message>
        <source>the service refused the session</source>
        <translation>رفضت الخدمة الجلسة</translation>
    </message>
    <message>
        <source>the service says that we broke the rules of WebSocket</source>
        <translation>تقول الخدمة إننا خالفنا قواعد WebSocket</translation>
    </message>
    <message>
        <source>the service does not take this kind of data</source>
        <translation>الخدمة لا تقبل هذا النوع من البيانات</translation>
    </message>
    <message>
        <source>the service does not take what it was sent</source>
        <translation>الخدمة لا تقبل ما أُرسل إليها</translation>
    </message>
    <message>
        <source>the service&apos;s rules do not allow this session</source>
        <translation>قواعد الخدمة لا تسمح بهذه الجلسة</translation>
    </message>
    <message>
        <source>something that was sent is too large for the service</source>
        <translation>شيء مما أُرسل أكبر مما تقبله الخدمة</translation>
    </message>
    <message>
        <source>the service lacks an extension</source>
        <translation>تنقص الخدمةَ إضافة</translation>
    </message>
    <message>
        <source>the service had a fault of its own</source>
        <translation>حدث خلل في الخدمة نفسها</translation>
    </message>
    <message>
        <source>the service is being restarted</source>
        <translation>يُعاد تشغيل الخدمة</translation>
    </message>
    <message>
        <source>the service is overloaded</source>
        <translation>الخدمة مثقلة بالطلبات</translation>
    </message>
    <message>
        <source>a gateway before the service failed</source>
        <translation>تعطّلت بوابة أمام الخدمة</translation>
    </message>
    <message>
        <source>the encryption of the connection failed</source>
        <translation>فشل تشفير الاتصال</translation>
    </message>
    <message>
        <source>the service waited too long for us</source>
        <translation>انتظرتنا الخدمة طويلًا</translation>
    </message>
    <message>
        <source>the service closed the connection</source>
        <translation>أغلقت الخدمة الاتصال</translation>
    </message>
    <message>
        <source>the provider did not answer in time</source>
        <translation>لم يجب المزوّد في الوقت المناسب</translation>
    </message>
    <message>
        <source>the provider sent no sound</source>
        <translation>لم يرسل المزوّد صوتًا</translation>
    </message>
    <message>
        <source>the provider refused to say it</source>
        <translation>رفض المزوّد نطقه</translation>
    </message>
    <message>
        <source>the connection was closed</source>
        <translation>أُغلق الاتصال</translation>
    </message>
    <message>
        <source>again in {0} s</source>
        <translation>مجددًا بعد {0} ث</translation>
    </message>
    <message>
        <source>no key is stored for this provider</source>
        <translation>لا مفتاح محفوظًا لهذا المزوّد</translation>
    </message>
    <message>
        <source>it contains characters that no key has</source>
        <translation>يحتوي على أحرف لا توجد في أي مفتاح</translation>
    </message>
    <message>
        <source>That is not a key: a key is one word without spaces or line breaks.</source>
        <translation>هذا ليس مفتاحًا: المفتاح كلمة واحدة بلا مسافات ولا أسطر جديدة.</translation>
    </message>
    <message>
        <source>The key could not be saved in {0}: {1}.</source>
        <translation>تعذّر حفظ المفتاح في {0}: {1}.</translation>
    </message>
    <message>
        <source>The key could not be removed from {0}: {1}.</source>
        <translation>تعذّر حذف المفتاح من {0}: {1}.</translation>
    </message>
    <message>
        <source>The key could not be kept in the system&apos;s key store: {0}. You can {1}.</source>
        <translation>تعذّر حفظ المفتاح في مخزن مفاتيح النظام: {0}. يمكنك {1}.</translation>
    </message>
    <message>
        <source>The key could not be kept in the system&apos;s key store: {0}.</source>
        <translation>تعذّر حفظ المفتاح في مخزن مفاتيح النظام: {0}.</translation>
    </message>
    <message>
        <source>allow the key file in the settings</source>
        <translation>السماح بملف المفاتيح في الإعدادات</translation>
    </message>
    <message>
        <source>allow the key file in the settings, or set {0}</source>
        <translation>السماح بملف المفاتيح في الإعدادات، أو ضبط {0}</translation>
    </message>
    <message>
        <source>it forgot the key at once</source>
        <translation>نسي المفتاح فورًا</translation>
    </message>
    <message>
        <source>it does not answer</source>
        <translation>لا يجيب</translation>
    </message>
    <message>
        <source>it failed ({0})</source>
        <translation>فشل ({0})</translation>
    </message>
    <message>
        <source>this system has none</source>
        <translation>لا يوجد في هذا النظام</translation>
    </message>
    <message>
        <source>there is nobody who keeps it</source>
        <translation>لا يوجد من يحفظه</translation>
    </message>
    <message>
        <source>the Azure command line (az) is not installed</source>
        <translation>سطر أوامر Azure ‏(az) غير مثبّت</translation>
    </message>
    <message>
        <source>nobody is signed in with the Azure command line: run `az login`</source>
        <translation>لا أحد مسجّل الدخول بسطر أوامر Azure: نفّذ `az login`</translation>
    </message>
    <message>
        <source>the Azure command line (az) did not answer</source>
        <translation>لم يجب سطر أوامر Azure ‏(az)</translation>
    </message>
    <message>
        <source>the answer of the Azure command line (az) could not be read</source>
        <translation>تعذّرت قراءة ردّ سطر أوامر Azure ‏(az)</translation>
    </message>
    <message>
        <source>A key is only sent encrypted: the address must begin with wss://.</source>
        <translation>لا يُرسل المفتاح إلا مشفّرًا: يجب أن يبدأ العنوان بـ wss://‎.</translation>
    </message>
    <message>
        <source>Azure needs the name of your deployment of a realtime model.</source>
        <translation>يحتاج Azure إلى اسم نشر نموذج الزمن الحقيقي لديك.</translation>
    </message>
    <message>
        <source>The address of the realtime service is not a valid URL.</source>
        <translation>عنوان خدمة الزمن الحقيقي ليس رابطًا صحيحًا.</translation>
    </message>
    <message>
        <source>The address of the realtime service must begin with wss:// or ws:// and name a host.</source>
        <translation>يجب أن يبدأ عنوان خدمة الزمن الحقيقي بـ wss://‎ أو ws://‎ وأن يذكر اسم مضيف.</translation>
    </message>
    <message>
        <source>This file is no persona: export one here to see what such a file looks like.</source>
        <translation>هذا الملف ليس شخصية: صدّر واحدة هنا لترى شكل مثل هذا الملف.</translation>
    </message>
    <message>
        <source>The persona in this file has no name.</source>
        <translation>الشخصية في هذا الملف بلا اسم.</translation>
    </message>
    <message>
        <source>The persona&apos;s patience must be 0, or from 200 to 3000 ms.</source>
        <translation>يجب أن يكون صبر الشخصية 0 أو بين 200 و3000 م.ث.</translation>
    </message>
    <message>
        <source>The file is too large to be a persona.</source>
        <translation>الملف أكبر من أن يكون شخصية.</translation>
    </message>
    <message>
        <source>There are no conversations in this file.</source>
        <translation>لا محادثات في هذا الملف.</translation>
    </message>
    <message>
        <source>This file was written by a newer version of this program.</source>
        <translation>كُتب هذا الملف بإصدار أحدث من هذا البرنامج.</translation>
    </message>
    <message>
        <source>This file holds no conversations that can be read: export one here as JSON, or take ChatGPT&apos;s conversations.json.</source>
        <translation>لا يحتوي هذا الملف على محادثات يمكن قراءتها: صدّر واحدة هنا بصيغة JSON، أو استخدم ملف conversations.json من ChatGPT.</translation>
    </message>
    <message>
        <source>The file could not be written: {0}.</source>
        <translation>تعذّرت كتابة الملف: {0}.</translation>
    </message>
    <message>
        <source>The file could not be read: {0}.</source>
        <translation>تعذّرت قراءة الملف: {0}.</translation>
    </message>
    <message>
        <source>The file is too large to be read in.</source>
        <translation>الملف أكبر من أن يُقرأ.</translation>
    </message>
    <message>
        <source>The file is damaged, or not of a kind that can be read in.</source>
        <translation>الملف تالف أو من نوع لا يمكن قراءته.</translation>
    </message>
    <message>
        <source>There is nothing to export.</source>
        <translation>لا شيء للتصدير.</translation>
    </message>
    <message>
        <source>The recording could not be read: {0}.</source>
        <translation>تعذّرت قراءة التسجيل: {0}.</translation>
    </message>
    <message>
        <source>The sound of this message was not kept.</source>
        <translation>لم يُحفظ صوت هذه الرسالة.</translation>
    </message>
    <message>
        <source>The recording is damaged.</source>
        <translation>التسجيل تالف.</translation>
    </message>
    <message>
        <source>The recording is damaged, or encrypted with another key.</source>
        <translation>التسجيل تالف، أو مشفر بمفتاح آخر.</translation>
    </message>
    <message>
        <source>The recording is damaged, or encrypted with a key that is not here.</source>
        <translation>التسجيل تالف، أو مشفر بمفتاح غير موجود هنا.</translation>
    </message>
    <message>
        <source>Nothing of this message was heard.</source>
        <translation>لم يُسمع شيء من هذه الرسالة.</translation>
    </message>
    <message>
        <source>The history is closed.</source>
        <translation>السجل مغلق.</translation>
    </message>
    <message>
        <source>The history refused a change.</source>
        <translation>رفض السجل تغييرًا.</translation>
    </message>
    <message>
        <source>{0} It was kept as {1}</source>
        <translation>{0} حُفظ باسم {1}</translation>
    </message>
    <message>
        <source>The history was damaged.</source>
        <translation>كان السجل تالفًا.</translation>
    </message>
    <message>
        <source>The history is damaged, or encrypted with a key that is not in the key store any more.</source>
        <translation>السجل تالف، أو مشفر بمفتاح لم يعد في مخزن المفاتيح.</translation>
    </message>
    <message>
        <source>The history is damaged, or encrypted with another key than the key store has.</source>
        <translation>السجل تالف، أو مشفر بمفتاح غير الذي في مخزن المفاتيح.</translation>
    </message>
    <message>
        <source>The key of the history is not one.</source>
        <translation>مفتاح السجل ليس مفتاحًا.</translation>
    </message>
    <message>
        <source>{0} is on a full disk</source>
        <translation>{0} على قرص ممتلئ</translation>
    </message>
    <message>
        <source>{0} is in use by another program</source>
        <translation>{0} قيد الاستخدام في برنامج آخر</translation>
    </message>
    <message>
        <source>{0} is not accessible</source>
        <translation>{0} غير متاح</translation>
    </message>
    <message>
        <source>{0} is damaged</source>
        <translation>{0} تالف</translation>
    </message>
    <message>
        <source>{0} is refusing what this program asks</source>
        <translation>{0} يرفض ما يطلبه هذا البرنامج</translation>
    </message>
    <message>
        <source>{0} could not be read ({1}); defaults are used.</source>
        <translation>تعذّرت قراءة {0} ‏({1})؛ تُستخدم القيم الافتراضية.</translation>
    </message>
    <message>
        <source>{0} could not be understood: {1}. {2}</source>
        <translation>تعذّر فهم {0}: {1}. {2}</translation>
    </message>
    <message>
        <source>It was kept as {0}; defaults are used.</source>
        <translation>حُفظ باسم {0}؛ تُستخدم القيم الافتراضية.</translation>
    </message>
    <message>
        <source>Defaults are used; it could not be renamed ({0}).</source>
        <translation>تُستخدم القيم الافتراضية؛ تعذّرت إعادة تسميته ({0}).</translation>
    </message>
    <message>
        <source>Defaults are used.</source>
        <translation>تُستخدم القيم الافتراضية.</translation>
    </message>
    <message>
        <source>{0} must be {1}; {2} is used.</source>
        <translation>يجب أن يكون {0} ‏{1}؛ يُستخدم {2}.</translation>
    </message>
    <message>
        <source>a whole number from {0} to {1}</source>
        <translation>عددًا صحيحًا من {0} إلى {1}</translation>
    </message>
    <message>
        <source>a number from {0} to {1}</source>
        <translation>عددًا من {0} إلى {1}</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true أو false</translation>
    </message>
    <message>
        <source>text in quotation marks</source>
        <translation>نصًّا بين علامتي اقتباس</translation>
    </message>
    <message>
        <source>one of {0}</source>
        <translation>واحدًا من {0}</translation>
    </message>
    <message>
        <source>The local engine stopped (exit status {0}).</source>
        <translation>توقف المحرّك المحلي (رمز الخروج {0}).</translation>
    </message>
    <message>
        <source>The local engine has been shut down.</source>
        <translation>أُغلق المحرّك المحلي.</translation>
    </message>
    <message>
        <source>The local engine could not be started.</source>
        <translation>تعذّر تشغيل المحرّك المحلي.</translation>
    </message>
    <message>
        <source>The local engine did not get ready in time.</source>
        <translation>لم يصبح المحرّك المحلي جاهزًا في الوقت المناسب.</translation>
    </message>
    <message>
        <source>The local engine stopped while it was starting.</source>
        <translation>توقف المحرّك المحلي أثناء بدء تشغيله.</translation>
    </message>
    <message>
        <source>The local engine could not answer.</source>
        <translation>لم يستطع المحرّك المحلي الإجابة.</translation>
    </message>
    <message>
        <source>The chat server on this computer has no model.</source>
        <translation>لا نموذج في خادم الدردشة على هذا الجهاز.</translation>
    </message>
    <message>
        <source>The chat server on this computer could not answer.</source>
        <translation>لم يستطع خادم الدردشة على هذا الجهاز الإجابة.</translation>
    </message>
    <message>
        <source>The chat server on this computer doesn&apos;t answer, so I can only use my own skills.</source>
        <translation>خادم الدردشة على هذا الجهاز لا يجيب، فلا تبقى إلا المهارات المدمجة.</translation>
    </message>
    <message>
        <source>There is no voice on this machine; answers come as text only.</source>
        <translation>لا صوت على هذا الجهاز؛ تأتي الإجابات نصًّا فقط.</translation>
    </message>
    <message>
        <source>The program of the {0} voices is not installed.</source>
        <translation>برنامج أصوات {0} غير مثبّت.</translation>
    </message>
    <message>
        <source>The {0} voice could not be started.</source>
        <translation>تعذّر تشغيل صوت {0}.</translation>
    </message>
    <message>
        <source>The {0} voice does not answer.</source>
        <translation>صوت {0} لا يجيب.</translation>
    </message>
    <message>
        <source>The {0} voice failed.</source>
        <translation>فشل صوت {0}.</translation>
    </message>
    <message>
        <source>The espeak-ng voice stopped working.</source>
        <translation>توقف صوت espeak-ng عن العمل.</translation>
    </message>
    <message>
        <source>The voice delivered no sound.</source>
        <translation>لم يُصدر الصوت شيئًا.</translation>
    </message>
    <message>
        <source>The provider&apos;s filter stopped the answer.</source>
        <translation>أوقف مرشّح المزوّد الإجابة.</translation>
    </message>
    <message>
        <source>A stage&apos;s address is not a web address.</source>
        <translation>أحد العناوين ليس عنوان ويب.</translation>
    </message>
    <message>
        <source>a stage of the chain does not answer</source>
        <translation>إحدى الخدمات الثلاث لا تجيب</translation>
    </message>
    <message>
        <source>The model could not answer.</source>
        <translation>لم يستطع النموذج الإجابة.</translation>
    </message>
    <message>
        <source>no text model is set up</source>
        <translation>لم يُضبط أي نموذج نصّي</translation>
    </message>
    <message>
        <source>The speech service sends sound that is not 16-bit PCM.</source>
        <translation>ترسل خدمة النطق صوتًا ليس PCM من 16 بت.</translation>
    </message>
    <message>
        <source>The transcription service answered with something else than words.</source>
        <translation>أجابت خدمة التفريغ بشيء غير الكلمات.</translation>
    </message>
    <message>
        <source>No answer came within a minute.</source>
        <translation>لم تأتِ إجابة خلال دقيقة.</translation>
    </message>
    <message>
        <source>{0} s of speech</source>
        <translation>{0} ث من الكلام</translation>
    </message>
    <message>
        <source>The microphone delivers nothing. Choose another one, or unplug it and plug it in again.</source>
        <translation>لا يصل شيء من الميكروفون. اختر غيره، أو افصله ثم صِله من جديد.</translation>
    </message>
    <message>
        <source>The microphone delivers only silence. Look whether it is muted, or choose another one.</source>
        <translation>لا يصل من الميكروفون إلا الصمت. تحقّق هل هو مكتوم، أو اختر غيره.</translation>
    </message>
    <message>
        <source>The sound was just being started again. Please repeat the test.</source>
        <translation>كان الصوت يُعاد تشغيله للتوّ. من فضلك كرّر الاختبار.</translation>
    </message>
    <message>
        <source>There is no microphone to test. Plug one in.</source>
        <translation>لا ميكروفون للاختبار. صِل واحدًا.</translation>
    </message>
    <message>
        <source>There is no loudspeaker to test. Plug one in.</source>
        <translation>لا سماعة للاختبار. صِل واحدة.</translation>
    </message>
    <message>
        <source>{0} of {1} this month</source>
        <translation>{0} من {1} هذا الشهر</translation>
    </message>
    <message>
        <source>Something unexpected went wrong; the log file says what.</source>
        <translation>حدث خطأ غير متوقع، والتفاصيل في ملف السجل.</translation>
    </message>
    <message>
        <source>{0} ({1})</source>
        <translation>{0} ‏({1})</translation>
    </message>
</context>
<context>
    <name>DevicePicker</name>
    <message>
        <source>Microphone</source>
        <translation>الميكروفون</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>السماعة</translation>
    </message>
    <message>
        <source>No microphone</source>
        <translation>لا ميكروفون</translation>
    </message>
    <message>
        <source>No speaker</source>
        <translation>لا سماعة</translation>
    </message>
    <message>
        <source>{what}: {name}</source>
        <translation>{what}: {name}</translation>
    </message>
    <message>
        <source>Level of the microphone</source>
        <translation>مستوى الميكروفون</translation>
    </message>
    <message>
        <source>Level of the speaker</source>
        <translation>مستوى السماعة</translation>
    </message>
    <message>
        <source>System default ({name})</source>
        <translation>افتراضي النظام ({name})</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>افتراضي النظام</translation>
    </message>
    <message>
        <source>Audio settings…</source>
        <translation>إعدادات الصوت…</translation>
    </message>
</context>
<context>
    <name>EchoTest</name>
    <message>
        <source>as loud as a person</source>
        <translation>بارتفاع صوت إنسان</translation>
    </message>
    <message>
        <source>clearly audible</source>
        <translation>مسموع بوضوح</translation>
    </message>
    <message>
        <source>soft</source>
        <translation>خافت</translation>
    </message>
    <message>
        <source>hardly any</source>
        <translation>يكاد ينعدم</translation>
    </message>
    <message>
        <source>nothing of it is left</source>
        <translation>لم يبقَ منه شيء</translation>
    </message>
    <message>
        <source>most of it is gone</source>
        <translation>زال معظمه</translation>
    </message>
    <message>
        <source>much of it remains</source>
        <translation>بقي منه الكثير</translation>
    </message>
    <message>
        <source>a loud room</source>
        <translation>غرفة صاخبة</translation>
    </message>
    <message>
        <source>some noise</source>
        <translation>بعض الضجيج</translation>
    </message>
    <message>
        <source>a quiet room</source>
        <translation>غرفة هادئة</translation>
    </message>
    <message>
        <source>The settings say “Rest while it speaks”, for all devices. The button sets them to “Automatic”.</source>
        <translation>الإعدادات على «التوقف أثناء كلامه» لكل الأجهزة. الزر يعيدها إلى «تلقائي».</translation>
    </message>
    <message>
        <source>The settings say “Always listen”, for all devices. The button sets them to “Automatic”.</source>
        <translation>الإعدادات على «الاستماع دائمًا» لكل الأجهزة. الزر يعيدها إلى «تلقائي».</translation>
    </message>
    <message>
        <source>With these devices the microphone rests while the assistant speaks.</source>
        <translation>مع هذه الأجهزة يتوقف الميكروفون أثناء كلام المساعد.</translation>
    </message>
    <message>
        <source>The loudspeaker drowns you out. Turning it down or moving it away helps.</source>
        <translation>السماعة تطغى على صوتك. خفضها أو إبعادها يساعد.</translation>
    </message>
    <message>
        <source>The sound comes back too late, as with Bluetooth. A cable helps.</source>
        <translation>يعود الصوت متأخرًا كما في البلوتوث. الكابل يساعد.</translation>
    </message>
    <message>
        <source>The loudspeaker distorts. A lower volume or another one helps.</source>
        <translation>السماعة تشوّه الصوت. خفض مستواها أو استخدام غيرها يساعد.</translation>
    </message>
    <message>
        <source>Noise in the room</source>
        <translation>ضجيج الغرفة</translation>
    </message>
    <message>
        <source>over {0} s</source>
        <translation>أكثر من {0} ث</translation>
    </message>
    <message>
        <source>too late to be taken away</source>
        <translation>متأخر جدًا فلا يمكن إزالته</translation>
    </message>
    <message>
        <source>Echo</source>
        <translation>الصدى</translation>
    </message>
    <message>
        <source>none</source>
        <translation>لا يوجد</translation>
    </message>
    <message>
        <source>nothing came back, as with headphones</source>
        <translation>لم يعد شيء، كما مع سماعات الرأس</translation>
    </message>
    <message>
        <source>late, as with Bluetooth</source>
        <translation>متأخر، كما في البلوتوث</translation>
    </message>
    <message>
        <source>as usual</source>
        <translation>كالمعتاد</translation>
    </message>
    <message>
        <source>Delay</source>
        <translation>التأخير</translation>
    </message>
    <message>
        <source>louder than a person</source>
        <translation>أعلى من صوت إنسان</translation>
    </message>
    <message>
        <source>{0} ms</source>
        <translation>{0} م.ث</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>المُزال</translation>
    </message>
    <message>
        <source>Let the microphone rest while the assistant speaks.</source>
        <translation>دع الميكروفون يتوقف أثناء كلام المساعد.</translation>
    </message>
    <message>
        <source>You can talk over the assistant at any time.</source>
        <translation>يمكنك مقاطعة المساعد في أي وقت.</translation>
    </message>
    <message>
        <source>You can talk over the assistant: its own sound is told from yours.</source>
        <translation>يمكنك مقاطعة المساعد: صوته يُميَّز من صوتك.</translation>
    </message>
    <message>
        <source>Use this</source>
        <translation>استخدام هذا</translation>
    </message>
    <message>
        <source>Rest only with these devices</source>
        <translation>التوقف مع هذه الأجهزة فقط</translation>
    </message>
    <message>
        <source>Listen all the time again</source>
        <translation>العودة إلى الاستماع دائمًا</translation>
    </message>
    <message>
        <source>The microphone listens all the time again.</source>
        <translation>عاد الميكروفون إلى الاستماع دائمًا.</translation>
    </message>
    <message>
        <source>Tested {0}</source>
        <translation>اختُبر: {0}</translation>
    </message>
    <message>
        <source>{0} dB</source>
        <translation>{0} ديسيبل</translation>
    </message>
</context>
<context>
    <name>EchoTestDialog</name>
    <message>
        <source>Test speakers and microphone</source>
        <translation>اختبار السماعات والميكروفون</translation>
    </message>
    <message>
        <source>A short sound is played, and the microphone listens for it. Be quiet for a few seconds.</source>
        <translation>يُشغَّل صوت قصير ويستمع إليه الميكروفون. التزم الصمت بضع ثوانٍ.</translation>
    </message>
    <message>
        <source>The test is running</source>
        <translation>الاختبار جارٍ</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>إيقاف</translation>
    </message>
    <message>
        <source>Start the test</source>
        <translation>بدء الاختبار</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>إعادة الاختبار</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>What can I do for you?</source>
        <translation>كيف يمكنني مساعدتك؟</translation>
    </message>
    <message>
        <source>Speak or type. For example:</source>
        <translation>تحدّث أو اكتب. مثلًا:</translation>
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
        <translation>البحث في هذه المحادثة</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>مسح</translation>
    </message>
    <message>
        <source>Earlier (Enter)</source>
        <translation>الأقدم (Enter)</translation>
    </message>
    <message>
        <source>Later (Shift+Enter)</source>
        <translation>الأحدث (Shift+Enter)</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>إغلاق (Esc)</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} من {1}</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>لم يُعثر على شيء</translation>
    </message>
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>Welcome</source>
        <translation>مرحبًا</translation>
    </message>
    <message>
        <source>How do you want to talk?</source>
        <translation>كيف تريد أن تتحدث؟</translation>
    </message>
    <message>
        <source>Test speakers and microphone…</source>
        <translation>اختبار السماعات والميكروفون…</translation>
    </message>
    <message>
        <source>You can type at any time, and change all of this in the settings.</source>
        <translation>يمكنك الكتابة في أي وقت، وتغيير كل هذا في الإعدادات.</translation>
    </message>
    <message>
        <source>This computer answers</source>
        <translation>هذا الجهاز يجيب</translation>
    </message>
    <message>
        <source>No account, no key, no network: nothing you say leaves this computer. It tells the time, calculates, converts units, sets timers and keeps notes.</source>
        <translation>لا حساب ولا مفتاح ولا شبكة: لا شيء مما تقوله يغادر هذا الجهاز. يخبرك بالوقت ويحسب ويحوّل الوحدات ويضبط المؤقتات ويدوّن الملاحظات. وهو يفهم الإنجليزية.</translation>
    </message>
    <message>
        <source>I have an OpenAI key…</source>
        <translation>لديّ مفتاح OpenAI…</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>تخطٍّ</translation>
    </message>
    <message>
        <source>Start talking</source>
        <translation>ابدأ التحدث</translation>
    </message>
</context>
<context>
    <name>FloatingSign</name>
    <message>
        <source>Shared now</source>
        <translation>تتم مشاركته الآن</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Untitled</source>
        <translation>بلا عنوان</translation>
    </message>
    <message>
        <source>, pinned</source>
        <translation>، مثبّتة</translation>
    </message>
    <message>
        <source>Just now</source>
        <translation>الآن</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>أمس</translation>
    </message>
</context>
<context>
    <name>HistoryFiles</name>
    <message>
        <source>Export</source>
        <translation>تصدير</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>المحادثات</translation>
    </message>
    <message>
        <source>Exported to {0}</source>
        <translation>صُدّر إلى {0}</translation>
    </message>
    <message>
        <source>Exported conversations (*.json *.zip)</source>
        <translation>محادثات مصدّرة (*.json *.zip)</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>استيراد</translation>
    </message>
    <message>
        <source>Imported conversations: {0}</source>
        <translation>المحادثات المستوردة: {0}</translation>
    </message>
    <message>
        <source>; already here: {0}</source>
        <translation>؛ موجودة من قبل: {0}</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <source>Plain text (*.txt)</source>
        <translation>نص عادي (*.txt)</translation>
    </message>
    <message>
        <source>JSON, to import again (*.json)</source>
        <translation>JSON، لإعادة الاستيراد (*.json)</translation>
    </message>
    <message>
        <source>Markdown with recordings (*.zip)</source>
        <translation>Markdown مع التسجيلات (*.zip)</translation>
    </message>
    <message>
        <source>JSON with recordings (*.zip)</source>
        <translation>JSON مع التسجيلات (*.zip)</translation>
    </message>
</context>
<context>
    <name>Key</name>
    <message>
        <source>No key is stored yet.</source>
        <translation>لا مفتاح محفوظًا بعد.</translation>
    </message>
    <message>
        <source>A key is in use. It is kept by this computer&apos;s key store ({detail}).</source>
        <translation>هناك مفتاح مستخدم، يحفظه مخزن مفاتيح هذا الجهاز ({detail}).</translation>
    </message>
    <message>
        <source>A key is in use. It comes from the environment variable {detail}.</source>
        <translation>هناك مفتاح مستخدم، مصدره متغيّر البيئة {detail}.</translation>
    </message>
    <message>
        <source>A key is in use. It is kept in a file that only you can read: {detail}</source>
        <translation>هناك مفتاح مستخدم، محفوظ في ملف لا يقرؤه غيرك: {detail}</translation>
    </message>
    <message>
        <source>This computer has no key store that works. To keep a key, allow a key file on the Privacy page and apply it first.</source>
        <translation>لا يوجد في هذا الجهاز مخزن مفاتيح يعمل. لحفظ مفتاح، اسمح أولًا بملف مفاتيح في صفحة «الخصوصية» وطبّق ذلك.</translation>
    </message>
</context>
<context>
    <name>KeyEditor</name>
    <message>
        <source>Paste a key</source>
        <translation>الصق مفتاحًا</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>المفتاح</translation>
    </message>
    <message>
        <source>Test and save</source>
        <translation>اختبار وحفظ</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>نسيان</translation>
    </message>
    <message>
        <source>Forget the stored key</source>
        <translation>نسيان المفتاح المحفوظ</translation>
    </message>
    <message>
        <source>Hide the key</source>
        <translation>إخفاء المفتاح</translation>
    </message>
    <message>
        <source>Show the key</source>
        <translation>إظهار المفتاح</translation>
    </message>
    <message>
        <source>Testing the key…</source>
        <translation>جارٍ اختبار المفتاح…</translation>
    </message>
    <message>
        <source>The key works and is saved.</source>
        <translation>المفتاح يعمل وقد حُفظ.</translation>
    </message>
    <message>
        <source>The key could not be saved: {reason}</source>
        <translation>تعذّر حفظ المفتاح: {reason}</translation>
    </message>
    <message>
        <source>The key is forgotten.</source>
        <translation>نُسي المفتاح.</translation>
    </message>
</context>
<context>
    <name>Latency</name>
    <message>
        <source>Pause</source>
        <translation>التوقف</translation>
    </message>
    <message>
        <source>the silence that ended your turn (Patience sets it)</source>
        <translation>الصمت الذي أنهى دورك (يحدده «الصبر»)</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>الشبكة</translation>
    </message>
    <message>
        <source>there and back; where it is unknown, it is part of the model&apos;s time</source>
        <translation>ذهابًا وإيابًا؛ وإن لم يُعرف فهو ضمن زمن النموذج</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>النموذج</translation>
    </message>
    <message>
        <source>until its first sound</source>
        <translation>حتى أول صوت منه</translation>
    </message>
    <message>
        <source>Buffer</source>
        <translation>المخزن المؤقت</translation>
    </message>
    <message>
        <source>from its arrival to the loudspeaker</source>
        <translation>من وصوله حتى السماعة</translation>
    </message>
    <message>
        <source>answered in {0}</source>
        <translation>أُجيب في {0}</translation>
    </message>
    <message>
        <source>in all {0}</source>
        <translation>المجموع {0}</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>غير معروف</translation>
    </message>
    <message>
        <source>{0} ms</source>
        <translation>{0} م.ث</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} ث</translation>
    </message>
    <message>
        <source>sent {0} of {1} ({2} % saved)</source>
        <translation>أُرسل {0} من {1} (وُفّر {2}٪)</translation>
    </message>
    <message>
        <source>{0} % saved</source>
        <translation>وُفّر {0}٪</translation>
    </message>
    <message>
        <source>Captured {0}, sent {1}, saved {2}.</source>
        <translation>سُجّل {0}، أُرسل {1}، وُفّر {2}.</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} د</translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation>{0} س {1} د</translation>
    </message>
</context>
<context>
    <name>LatencyBars</name>
    <message>
        <source>Waits of the last turns, newest first</source>
        <translation>أزمنة الانتظار في الأدوار الأخيرة، الأحدث أولًا</translation>
    </message>
</context>
<context>
    <name>LatencyDialog</name>
    <message>
        <source>How fast the answers came</source>
        <translation>سرعة وصول الإجابات</translation>
    </message>
    <message>
        <source>Export as CSV…</source>
        <translation>تصدير بصيغة CSV…</translation>
    </message>
    <message>
        <source>half within</source>
        <translation>النصف خلال</translation>
    </message>
    <message>
        <source>95 % within</source>
        <translation>95٪ خلال</translation>
    </message>
    <message>
        <source>In all</source>
        <translation>المجموع</translation>
    </message>
    <message>
        <source>from your last word to the first sound</source>
        <translation>من آخر كلمة لك إلى أول صوت</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Nothing was asked aloud and answered yet.</source>
        <translation>لم يُسأل شيء بالصوت ويُجَب عنه بعد.</translation>
    </message>
    <message>
        <source>Half of {0} answers began within {1}, 95 % within {2}.</source>
        <translation>بدأ نصف الإجابات (وعددها {0}) خلال {1}، و95٪ منها خلال {2}.</translation>
    </message>
    <message>
        <source>Export as CSV</source>
        <translation>تصدير بصيغة CSV</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Written to {0}</source>
        <translation>كُتب في {0}</translation>
    </message>
</context>
<context>
    <name>LongerChip</name>
    <message>
        <source>Waiting a little longer: +{0} ms</source>
        <translation>ينتظر قليلًا بعد: +{0} م.ث</translation>
    </message>
    <message>
        <source>+{0} ms</source>
        <translation>+{0} م.ث</translation>
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
        <translation>نُسخت المحادثة</translation>
    </message>
</context>
<context>
    <name>Modes</name>
    <message>
        <source>Click</source>
        <translation>نقر</translation>
    </message>
    <message>
        <source>Click to talk: a click starts, a click or a pause sends</source>
        <translation>انقر للتحدث: نقرة تبدأ، ونقرة أو توقف يرسل</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>ضغط مستمر</translation>
    </message>
    <message>
        <source>Hold to talk: the microphone is open only while you hold the button or Space</source>
        <translation>اضغط باستمرار للتحدث: الميكروفون مفتوح فقط ما دمت تضغط الزر أو مفتاح المسافة</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>دائمًا</translation>
    </message>
    <message>
        <source>Always listening: just talk, a pause sends</source>
        <translation>استماع دائم: تحدّث فحسب، والتوقف يرسل</translation>
    </message>
</context>
<context>
    <name>NewestPill</name>
    <message>
        <source>Jump to newest</source>
        <translation>إلى الأحدث</translation>
    </message>
    <message numerus="yes">
        <source>%Ln new message(s)</source>
        <translation>
            <numerusform>لا رسائل جديدة</numerusform>
            <numerusform>رسالة جديدة</numerusform>
            <numerusform>رسالتان جديدتان</numerusform>
            <numerusform>%Ln رسائل جديدة</numerusform>
            <numerusform>%Ln رسالة جديدة</numerusform>
            <numerusform>%Ln رسالة جديدة</numerusform>
        </translation>
    </message>
    <message>
        <source>{0}, jump to newest</source>
        <translation>{0}، الانتقال إلى الأحدث</translation>
    </message>
</context>
<context>
    <name>OpenConversation</name>
    <message>
        <source>New conversation</source>
        <translation>محادثة جديدة</translation>
    </message>
</context>
<context>
    <name>Patience</name>
    <message>
        <source>Snappy</source>
        <translation>سريع</translation>
    </message>
    <message>
        <source>Middle</source>
        <translation>متوسط</translation>
    </message>
    <message>
        <source>Thoughtful</source>
        <translation>متأنٍّ</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} ث</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>الصبر</translation>
    </message>
    <message>
        <source>You were cut off, so {0} ms more are waited for now. Turn by turn that goes back; a new conversation begins without.</source>
        <translation>قُطع كلامك، لذا يُنتظر الآن {0} م.ث أكثر. يتراجع ذلك دورًا بعد دور، والمحادثة الجديدة تبدأ من دونه.</translation>
    </message>
</context>
<context>
    <name>PatienceButton</name>
    <message>
        <source>Patience: {0}</source>
        <translation>الصبر: {0}</translation>
    </message>
</context>
<context>
    <name>PatiencePopover</name>
    <message>
        <source>How long you may pause before your turn counts as over.</source>
        <translation>المدة التي يمكنك التوقف فيها قبل أن يُعدّ دورك منتهيًا.</translation>
    </message>
</context>
<context>
    <name>PatienceSlider</name>
    <message>
        <source>Patience</source>
        <translation>الصبر</translation>
    </message>
</context>
<context>
    <name>PersonaButton</name>
    <message>
        <source>Edit personas…</source>
        <translation>تحرير الشخصيات…</translation>
    </message>
    <message>
        <source>Who answers: {0}</source>
        <translation>من يجيب: {0}</translation>
    </message>
</context>
<context>
    <name>PersonaForm</name>
    <message>
        <source>Show cards</source>
        <translation>عرض البطاقات</translation>
    </message>
    <message>
        <source>Ask with buttons</source>
        <translation>السؤال بأزرار</translation>
    </message>
    <message>
        <source>Hand over to another persona</source>
        <translation>التسليم إلى شخصية أخرى</translation>
    </message>
    <message>
        <source>Empty: as on the Conversation page.</source>
        <translation>فارغ: كما في صفحة «المحادثة».</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>الاسم</translation>
    </message>
    <message>
        <source>Instructions</source>
        <translation>التعليمات</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>اللغة</translation>
    </message>
    <message>
        <source>Of your speech.</source>
        <translation>لغة كلامك.</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>الصبر</translation>
    </message>
    <message>
        <source>When it takes over; you can change it at any time.</source>
        <translation>حين تتولى الأمر، ويمكنك تغييره في أي وقت.</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>الصوت</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>النموذج</translation>
    </message>
    <message>
        <source>Voice and model: names that the provider knows. Empty: as on the Provider page.</source>
        <translation>الصوت والنموذج: أسماء يعرفها المزوّد. فارغ: كما في صفحة «المزوّد».</translation>
    </message>
    <message>
        <source>It may</source>
        <translation>يُسمح لها بـ</translation>
    </message>
    <message>
        <source>As on the Conversation page</source>
        <translation>كما في صفحة «المحادثة»</translation>
    </message>
    <message>
        <source>As I set it</source>
        <translation>كما أضبطه</translation>
    </message>
    <message>
        <source>For {0}</source>
        <translation>لـ {0}</translation>
    </message>
    <message>
        <source>Another persona has this name.</source>
        <translation>شخصية أخرى تحمل هذا الاسم.</translation>
    </message>
</context>
<context>
    <name>Personas</name>
    <message>
        <source>Assistant</source>
        <translation>المساعد</translation>
    </message>
    <message>
        <source>Tutor</source>
        <translation>المعلّم</translation>
    </message>
    <message>
        <source>Interviewer</source>
        <translation>المُحاور</translation>
    </message>
    <message>
        <source>Support agent</source>
        <translation>موظف الدعم</translation>
    </message>
    <message>
        <source>Innkeeper</source>
        <translation>صاحب النُّزل</translation>
    </message>
</context>
<context>
    <name>PersonasPage</name>
    <message>
        <source>Who can answer</source>
        <translation>من يمكنه الإجابة</translation>
    </message>
    <message>
        <source>Choose one in the window with Ctrl+Shift+P, or say “switch to” and the name.</source>
        <translation>اختر في النافذة بـ Ctrl+Shift+P، أو قل «switch to» ثم الاسم.</translation>
    </message>
    <message>
        <source>New</source>
        <translation>جديد</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>تكرار</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>حذف</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>تراجع</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>تصدير…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>استيراد…</translation>
    </message>
    <message>
        <source>Bring back those of the program</source>
        <translation>استعادة شخصيات البرنامج</translation>
    </message>
    <message>
        <source>Without a chat server, this computer&apos;s built-in skills answer whoever is chosen.</source>
        <translation>من دون خادم دردشة تجيب المهارات المدمجة في هذا الجهاز أيًّا كان المختار.</translation>
    </message>
    <message>
        <source>Bring back {0}</source>
        <translation>استعادة {0}</translation>
    </message>
    <message>
        <source>New persona</source>
        <translation>شخصية جديدة</translation>
    </message>
    <message>
        <source>Export the persona</source>
        <translation>تصدير الشخصية</translation>
    </message>
    <message>
        <source>Personas (*.json)</source>
        <translation>شخصيات (*.json)</translation>
    </message>
    <message>
        <source>Import a persona</source>
        <translation>استيراد شخصية</translation>
    </message>
</context>
<context>
    <name>PictureDialog</name>
    <message>
        <source>Picture</source>
        <translation>صورة</translation>
    </message>
    <message>
        <source>This picture is not in the history any more.</source>
        <translation>لم تعد هذه الصورة في السجل.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>نسخ</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>حفظ باسم…</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>حفظ الصورة</translation>
    </message>
    <message>
        <source>Pictures (*.jpg)</source>
        <translation>صور (*.jpg)</translation>
    </message>
</context>
<context>
    <name>PlaceRow</name>
    <message>
        <source>Open</source>
        <translation>فتح</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>نسخ</translation>
    </message>
    <message>
        <source>Open: {what}</source>
        <translation>فتح: {what}</translation>
    </message>
    <message>
        <source>Copy the path: {what}</source>
        <translation>نسخ المسار: {what}</translation>
    </message>
</context>
<context>
    <name>PreferenceList</name>
    <message>
        <source>Alt+Up and Alt+Down change the order, Del forgets a missing device.</source>
        <translation>Alt+↑ وAlt+↓ لتغيير الترتيب، وDel لنسيان جهاز غائب.</translation>
    </message>
    <message>
        <source>Level of the microphone</source>
        <translation>مستوى الميكروفون</translation>
    </message>
    <message>
        <source>Level of the speaker</source>
        <translation>مستوى السماعة</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>لأعلى</translation>
    </message>
    <message>
        <source>Prefer it more</source>
        <translation>تفضيله أكثر</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>لأسفل</translation>
    </message>
    <message>
        <source>Prefer it less</source>
        <translation>تفضيله أقل</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>نسيان</translation>
    </message>
    <message>
        <source>Forget this missing device</source>
        <translation>نسيان هذا الجهاز الغائب</translation>
    </message>
    <message>
        <source>{0} (in use)</source>
        <translation>{0} (قيد الاستخدام)</translation>
    </message>
    <message>
        <source>System default ({0})</source>
        <translation>افتراضي النظام ({0})</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>افتراضي النظام</translation>
    </message>
    <message>
        <source>{0} (not plugged in)</source>
        <translation>{0} (غير موصول)</translation>
    </message>
</context>
<context>
    <name>PrivacyPage</name>
    <message>
        <source>Keep conversations</source>
        <translation>الاحتفاظ بالمحادثات</translation>
    </message>
    <message>
        <source>Until I delete them</source>
        <translation>حتى أحذفها</translation>
    </message>
    <message>
        <source>For a year</source>
        <translation>لمدة سنة</translation>
    </message>
    <message>
        <source>For three months</source>
        <translation>لثلاثة أشهر</translation>
    </message>
    <message>
        <source>For a month</source>
        <translation>لشهر</translation>
    </message>
    <message>
        <source>For a week</source>
        <translation>لأسبوع</translation>
    </message>
    <message>
        <source>So many days, as in the settings file: {0}</source>
        <translation>عدد الأيام كما في ملف الإعدادات: {0}</translation>
    </message>
    <message>
        <source>Older ones are deleted when the program starts; pinned ones stay.</source>
        <translation>تُحذف الأقدم عند بدء البرنامج، وتبقى المثبّتة.</translation>
    </message>
    <message>
        <source>Keep recordings of both sides</source>
        <translation>الاحتفاظ بتسجيلات الطرفين</translation>
    </message>
    <message>
        <source>Otherwise only the text of a conversation is kept.</source>
        <translation>وإلا فلا يُحفظ إلا نص المحادثة.</translation>
    </message>
    <message>
        <source>Encrypt the conversations on this computer</source>
        <translation>تشفير المحادثات على هذا الحاسوب</translation>
    </message>
    <message>
        <source>With a random key in this computer&apos;s key store; without that key nobody can read them again, you neither. Pictures and recordings are encrypted too. Not encrypted: timers and notes, what you export, files that were set aside, and what the disk may still hold of earlier times.</source>
        <translation>بمفتاح عشوائي في مخزن المفاتيح على هذا الحاسوب؛ ومن دونه لا يستطيع أحد قراءتها من جديد، ولا أنت. وتُشفَّر الصور والتسجيلات أيضًا. لا يُشفَّر: المؤقتات والملاحظات، وما تصدّره، والملفات الموضوعة جانبًا، وما قد يبقى على القرص من قبل.</translation>
    </message>
    <message>
        <source>Keep keys in a file when there is no key store</source>
        <translation>حفظ المفاتيح في ملف إن لم يوجد مخزن مفاتيح</translation>
    </message>
    <message>
        <source>Only your user can read the file, but programs that you run can read it too.</source>
        <translation>لا يقرأ الملف إلا حسابك، لكن البرامج التي تشغّلها تستطيع ذلك أيضًا.</translation>
    </message>
    <message>
        <source>No usage data is collected. What you say goes only to the provider that you chose.</source>
        <translation>لا تُجمع بيانات استخدام. ما تقوله يذهب إلى المزوّد الذي اخترته فقط.</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>المحادثات</translation>
    </message>
    <message>
        <source>Folder of the conversations</source>
        <translation>مجلد المحادثات</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>الإعدادات</translation>
    </message>
    <message>
        <source>Folder of the settings</source>
        <translation>مجلد الإعدادات</translation>
    </message>
</context>
<context>
    <name>ProblemBanner</name>
    <message>
        <source>Dismiss</source>
        <translation>إخفاء</translation>
    </message>
    <message>
        <source>Dismiss this message</source>
        <translation>إخفاء هذه الرسالة</translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>Open settings</source>
        <translation>فتح الإعدادات</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>Use this computer</source>
        <translation>استخدام هذا الجهاز</translation>
    </message>
    <message>
        <source>Sound settings</source>
        <translation>إعدادات الصوت</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>فتح المجلد</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>حسنًا</translation>
    </message>
    <message>
        <source>The chosen provider needs a key before it can answer.</source>
        <translation>يحتاج المزوّد المختار إلى مفتاح قبل أن يجيب.</translation>
    </message>
    <message>
        <source>Add a key</source>
        <translation>إضافة مفتاح</translation>
    </message>
    <message>
        <source>The provider refused the key. Check that it is complete and still valid.</source>
        <translation>رفض المزوّد المفتاح. تحقّق من أنه كامل ولا يزال صالحًا.</translation>
    </message>
    <message>
        <source>Change the key</source>
        <translation>تغيير المفتاح</translation>
    </message>
    <message>
        <source>The key is right, but its account may not use this service or model.</source>
        <translation>المفتاح صحيح، لكن حسابه لا يحق له استخدام هذه الخدمة أو هذا النموذج.</translation>
    </message>
    <message>
        <source>The provider does not offer this in your country.</source>
        <translation>لا يقدّم المزوّد هذا في بلدك.</translation>
    </message>
    <message>
        <source>The provider has switched this model off. Choose another one.</source>
        <translation>أوقف المزوّد هذا النموذج. اختر غيره.</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>اختيار نموذج</translation>
    </message>
    <message>
        <source>The account has no credit left. Top it up, or let this computer answer.</source>
        <translation>نفد رصيد الحساب. اشحنه، أو دع هذا الجهاز يجيب.</translation>
    </message>
    <message>
        <source>The provider asks for a pause: too many requests in a short time.</source>
        <translation>يطلب المزوّد التمهّل: طلبات كثيرة في وقت قصير.</translation>
    </message>
    <message>
        <source>Your account may ask only so much at a time, so this answer waits a little.</source>
        <translation>لا يحق لحسابك أن يسأل إلا قدرًا محدودًا في كل مدة، لذلك تنتظر هذه الإجابة قليلًا.</translation>
    </message>
    <message>
        <source>The chosen model does not exist, or the key may not use it.</source>
        <translation>النموذج المختار غير موجود، أو لا يحق للمفتاح استخدامه.</translation>
    </message>
    <message>
        <source>The provider could not use a server of tools. Check its address and token; the conversation goes on.</source>
        <translation>تعذّر على المزوّد استخدام أحد خوادم الأدوات. تحقق من عنوانه ورمزه المميز؛ المحادثة مستمرة.</translation>
    </message>
    <message>
        <source>The provider refused one of the settings, so it cannot answer. Change it, and it is asked again.</source>
        <translation>رفض المزوّد أحد الإعدادات فلا يستطيع الإجابة. غيّره ليُسأل من جديد.</translation>
    </message>
    <message>
        <source>There is no connection to the provider. This computer can answer without one.</source>
        <translation>لا اتصال بالمزوّد. هذا الجهاز يستطيع الإجابة من دونه.</translation>
    </message>
    <message>
        <source>The provider does not answer. It may be down, or something blocks the way.</source>
        <translation>المزوّد لا يجيب. ربما تعطّل أو أن شيئًا يعترض الطريق.</translation>
    </message>
    <message>
        <source>The provider&apos;s address in the settings cannot be used.</source>
        <translation>عنوان المزوّد في الإعدادات غير صالح للاستخدام.</translation>
    </message>
    <message>
        <source>The connection is not safe: the server&apos;s certificate was refused. Check this computer&apos;s clock and network.</source>
        <translation>الاتصال غير آمن: رُفضت شهادة الخادم. تحقّق من ساعة هذا الجهاز وشبكته.</translation>
    </message>
    <message>
        <source>The server sent something that makes no sense, so the connection was closed.</source>
        <translation>أرسل الخادم ما لا معنى له، فأُغلق الاتصال.</translation>
    </message>
    <message>
        <source>Reconnect</source>
        <translation>إعادة الاتصال</translation>
    </message>
    <message>
        <source>The server sent far too many messages at once, so the connection was closed.</source>
        <translation>أرسل الخادم رسائل كثيرة جدًا دفعة واحدة، فأُغلق الاتصال.</translation>
    </message>
    <message>
        <source>The session reached the provider&apos;s time limit. The conversation goes on from here.</source>
        <translation>بلغت الجلسة الحدّ الزمني للمزوّد. تستمر المحادثة من هنا.</translation>
    </message>
    <message>
        <source>The provider could not finish this answer.</source>
        <translation>لم يستطع المزوّد إكمال هذه الإجابة.</translation>
    </message>
    <message>
        <source>The provider withheld this answer because of its content rules. Try other words.</source>
        <translation>حجب المزوّد هذه الإجابة بسبب قواعد المحتوى لديه. جرّب كلمات أخرى.</translation>
    </message>
    <message>
        <source>The engine on this computer does not start, so nobody can answer.</source>
        <translation>لا يبدأ المحرّك على هذا الجهاز، فلا أحد يستطيع الإجابة.</translation>
    </message>
    <message>
        <source>The engine on this computer stopped and was started again. Nothing was lost.</source>
        <translation>توقف المحرّك على هذا الجهاز وأُعيد تشغيله. لم يضع شيء.</translation>
    </message>
    <message>
        <source>The chosen voice is not here, so answers use another one or appear as text.</source>
        <translation>الصوت المختار غير موجود هنا، فتستخدم الإجابات صوتًا آخر أو تظهر نصًّا.</translation>
    </message>
    <message>
        <source>Choose a voice</source>
        <translation>اختيار صوت</translation>
    </message>
    <message>
        <source>Speech cannot be understood on this computer at the moment. Typing works.</source>
        <translation>لا يمكن فهم الكلام على هذا الجهاز حاليًا. الكتابة تعمل.</translation>
    </message>
    <message>
        <source>The chat server on this computer does not answer. Start it, or choose another.</source>
        <translation>خادم الدردشة على هذا الجهاز لا يجيب. شغّله أو اختر غيره.</translation>
    </message>
    <message>
        <source>No microphone was found. Plug one in; until then you can type.</source>
        <translation>لم يُعثر على ميكروفون. صِل واحدًا، وحتى ذلك الحين يمكنك الكتابة.</translation>
    </message>
    <message>
        <source>The assistant may not use the microphone. Allow it in the system&apos;s settings.</source>
        <translation>لا يُسمح للمساعد باستخدام الميكروفون. اسمح بذلك في إعدادات النظام.</translation>
    </message>
    <message>
        <source>The microphone delivers only silence. It may be muted by a switch or in the system&apos;s settings.</source>
        <translation>لا يصل من الميكروفون إلا الصمت. ربما كُتم بمفتاح أو في إعدادات النظام.</translation>
    </message>
    <message>
        <source>Choose another</source>
        <translation>اختيار غيره</translation>
    </message>
    <message>
        <source>The microphone was unplugged. Plug it in again, or use another.</source>
        <translation>فُصل الميكروفون. صِله من جديد أو استخدم غيره.</translation>
    </message>
    <message>
        <source>Use the built-in microphone with these headphones: while theirs is open, everything sounds like a telephone.</source>
        <translation>استخدم الميكروفون المدمج مع هذه السماعات: ما دام ميكروفونها مفتوحًا يبدو كل شيء كالهاتف.</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>استخدامه</translation>
    </message>
    <message>
        <source>No loudspeaker was found. Answers appear as text.</source>
        <translation>لم يُعثر على سماعة. تظهر الإجابات نصًّا.</translation>
    </message>
    <message>
        <source>The loudspeaker was unplugged. Plug it in again, or use another.</source>
        <translation>فُصلت السماعة. صِلها من جديد أو استخدم غيرها.</translation>
    </message>
    <message>
        <source>This computer&apos;s sound service does not answer. Typing works; sound returns when it does.</source>
        <translation>خدمة الصوت في هذا الجهاز لا تجيب. الكتابة تعمل، ويعود الصوت حين تعود.</translation>
    </message>
    <message>
        <source>The assistant hears itself, so the microphone rests while it speaks.</source>
        <translation>يسمع المساعد نفسه، لذا يتوقف الميكروفون أثناء كلامه.</translation>
    </message>
    <message>
        <source>Test the sound</source>
        <translation>اختبار الصوت</translation>
    </message>
    <message>
        <source>Sound stopped for a moment and was started again.</source>
        <translation>انقطع الصوت لحظة وأُعيد تشغيله.</translation>
    </message>
    <message>
        <source>No speech was heard. Is the right microphone in use?</source>
        <translation>لم يُسمع كلام. هل الميكروفون الصحيح مستخدم؟</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>الميكروفون</translation>
    </message>
    <message>
        <source>Most of what you want to spend this month is spent.</source>
        <translation>أُنفق معظم ما تريد إنفاقه هذا الشهر.</translation>
    </message>
    <message>
        <source>What you want to spend this month is spent, so the paid provider is not asked any more.</source>
        <translation>أُنفق ما تريد إنفاقه هذا الشهر، فلا يُسأل المزوّد المدفوع بعد الآن.</translation>
    </message>
    <message>
        <source>Your provider cannot be reached. Answering for it, with the conversation so far: {name}. It changes back by itself.</source>
        <translation>تعذّر الوصول إلى مزوّدك. يجيب عنه، ومعه المحادثة حتى الآن: {name}. ويعود الأمر من تلقاء نفسه.</translation>
    </message>
    <message>
        <source>Change back now</source>
        <translation>العودة الآن</translation>
    </message>
    <message>
        <source>Until next month, or until you allow more, the conversation goes on with this one, which costs nothing: {name}.</source>
        <translation>حتى الشهر القادم، أو حتى تسمح بالمزيد، تستمر المحادثة مع هذا الذي لا يكلّف شيئًا: {name}.</translation>
    </message>
    <message>
        <source>Nobody who can hear you can be reached. Please type: a text model answers, and knows the conversation. It changes back by itself.</source>
        <translation>لا يمكن الوصول إلى من يسمعك. اكتب من فضلك: يجيبك نموذج نصي يعرف المحادثة، ويعود الأمر من تلقاء نفسه.</translation>
    </message>
    <message>
        <source>Who answers at the moment cannot hear. Please type.</source>
        <translation>من يجيب حاليًا لا يسمع. اكتب من فضلك.</translation>
    </message>
    <message>
        <source>Answering again, with the whole conversation: {name}.</source>
        <translation>يجيب من جديد، ومعه المحادثة كلها: {name}.</translation>
    </message>
    <message>
        <source>Your connection is slow, so your voice is sent in smaller packets. Nothing of it is lost.</source>
        <translation>الاتصال بطيء، لذلك يُرسَل صوتك في حزم أصغر. لا يضيع منه شيء.</translation>
    </message>
    <message>
        <source>Your connection is fast enough again: your voice is sent as before.</source>
        <translation>الاتصال سريع بما يكفي من جديد: يُرسَل صوتك كما كان.</translation>
    </message>
    <message>
        <source>The assistant&apos;s voice arrives unevenly, so it is played a little later, without gaps.</source>
        <translation>يصل صوت المساعد متقطعًا، لذلك يُشغَّل متأخرًا قليلًا وبلا فجوات.</translation>
    </message>
    <message>
        <source>The assistant&apos;s voice arrives evenly again, and is played as soon as before.</source>
        <translation>يصل صوت المساعد منتظمًا من جديد، ويُشغَّل مبكرًا كما كان.</translation>
    </message>
    <message>
        <source>Nobody can answer at the moment. What you say and type is kept, and is sent as soon as somebody can be reached.</source>
        <translation>لا أحد يستطيع الإجابة حاليًا. ما تقوله وتكتبه محفوظ، ويُرسل حالما يتاح من يجيب.</translation>
    </message>
    <message>
        <source>Something you said or typed when the program last ran was never answered.</source>
        <translation>شيء قلته أو كتبته في آخر تشغيل للبرنامج لم يُجَب عنه.</translation>
    </message>
    <message>
        <source>Send it now</source>
        <translation>إرساله الآن</translation>
    </message>
    <message>
        <source>The provider in use takes no pictures. Yours is kept in the conversation, but no model has seen it.</source>
        <translation>المزوّد المستخدم لا يقبل الصور. تبقى صورتك في المحادثة، لكن لم يرها أي نموذج.</translation>
    </message>
    <message>
        <source>Choose a provider</source>
        <translation>اختيار مزوّد</translation>
    </message>
    <message>
        <source>There was no connection for so long that what you said more than five minutes ago is lost. The rest is kept.</source>
        <translation>طال انقطاع الاتصال حتى ضاع ما قلته قبل أكثر من خمس دقائق. الباقي محفوظ.</translation>
    </message>
    <message>
        <source>The disk is full. This conversation is kept in memory only until you free some space.</source>
        <translation>القرص ممتلئ. تبقى هذه المحادثة في الذاكرة فقط حتى تفرغ مساحة.</translation>
    </message>
    <message>
        <source>Past conversations could not be read. Their file is kept as it is.</source>
        <translation>تعذّرت قراءة المحادثات السابقة. يبقى ملفها كما هو.</translation>
    </message>
    <message>
        <source>This conversation cannot be saved: the data folder does not accept changes.</source>
        <translation>تعذّر حفظ هذه المحادثة: مجلد البيانات لا يقبل التغييرات.</translation>
    </message>
    <message>
        <source>The conversations are encrypted, and the key store does not give their key out. Unlock it; until then this one is kept in memory.</source>
        <translation>المحادثات مشفّرة، ومخزن المفاتيح لا يعطي مفتاحها. افتح قفله؛ وحتى ذلك الحين تُحفظ هذه المحادثة في الذاكرة فقط.</translation>
    </message>
    <message>
        <source>The encryption of the conversations could not be changed; they are as they were.</source>
        <translation>تعذّر تغيير تشفير المحادثات؛ وهي كما كانت.</translation>
    </message>
    <message>
        <source>Privacy settings</source>
        <translation>إعدادات الخصوصية</translation>
    </message>
    <message>
        <source>The microphone listens again while the assistant speaks: you can talk over it.</source>
        <translation>يستمع الميكروفون من جديد أثناء كلام المساعد: يمكنك مقاطعته.</translation>
    </message>
    <message>
        <source>This recording cannot be played.</source>
        <translation>تعذّر تشغيل هذا التسجيل.</translation>
    </message>
    <message>
        <source>A value in the settings file was not understood, so the default is used.</source>
        <translation>لم تُفهم قيمة في ملف الإعدادات، فتُستخدم القيمة الافتراضية.</translation>
    </message>
    <message>
        <source>The settings cannot be saved; they hold until you close the window.</source>
        <translation>تعذّر حفظ الإعدادات، وتسري حتى تغلق النافذة.</translation>
    </message>
    <message>
        <source>This computer&apos;s key store does not answer. A file that only you can read can keep the key.</source>
        <translation>مخزن المفاتيح في هذا الجهاز لا يجيب. يمكن حفظ المفتاح في ملف لا يقرؤه غيرك.</translation>
    </message>
    <message>
        <source>Allow a key file</source>
        <translation>السماح بملف مفاتيح</translation>
    </message>
    <message>
        <source>Your connection is very slow, so your voice is sent in less detail, as over a telephone. No word of it is lost.</source>
        <translation>الاتصال بطيء جدًا، لذلك يُرسَل صوتك بدقة أقل، كما عبر الهاتف. لا تضيع منه أي كلمة.</translation>
    </message>
    <message>
        <source>The loudspeaker drowns you out, so the microphone rests while the assistant speaks: turn it down, or wear headphones.</source>
        <translation>السماعة تطغى على صوتك، لذا يتوقف الميكروفون أثناء كلام المساعد: اخفضها أو استخدم سماعات الرأس.</translation>
    </message>
    <message>
        <source>The sound comes back too late, as with Bluetooth, so the microphone rests while the assistant speaks.</source>
        <translation>يعود الصوت متأخرًا كما في البلوتوث، لذا يتوقف الميكروفون أثناء كلام المساعد.</translation>
    </message>
    <message>
        <source>The loudspeaker distorts, so the microphone rests while the assistant speaks: a lower volume may help.</source>
        <translation>السماعة تشوّه الصوت، لذا يتوقف الميكروفون أثناء كلام المساعد: قد يساعد خفض مستواها.</translation>
    </message>
</context>
<context>
    <name>ProviderPage</name>
    <message>
        <source>Who answers</source>
        <translation>من يجيب</translation>
    </message>
    <message>
        <source>Nothing leaves this computer. No key, no network.</source>
        <translation>لا شيء يغادر هذا الجهاز. لا مفتاح ولا شبكة.</translation>
    </message>
    <message>
        <source>A realtime model on the internet; needs a key and costs money while you talk.</source>
        <translation>نموذج زمن حقيقي على الإنترنت، يحتاج إلى مفتاح ويكلّف مالًا ما دمت تتحدث.</translation>
    </message>
    <message>
        <source>Listens while it speaks, like a telephone; needs a key and costs money by the minute.</source>
        <translation>يستمع أثناء كلامه كالهاتف، ويحتاج إلى مفتاح ويكلّف مالًا بالدقيقة.</translation>
    </message>
    <message>
        <source>OpenAI&apos;s realtime models in an Azure resource of your own.</source>
        <translation>نماذج الزمن الحقيقي من OpenAI في مورد Azure خاص بك.</translation>
    </message>
    <message>
        <source>A model of your choice with Azure&apos;s own voices and ears.</source>
        <translation>نموذج من اختيارك بأصوات Azure وسمعه.</translation>
    </message>
    <message>
        <source>Google&apos;s realtime models; needs a key of the Gemini API.</source>
        <translation>نماذج الزمن الحقيقي من Google، وتحتاج إلى مفتاح Gemini API.</translation>
    </message>
    <message>
        <source>Recogniser, text model and voice in a row; slower, but each may be any service, or this computer.</source>
        <translation>متعرّف ونموذج نصي وصوت على التوالي؛ أبطأ، لكن كلًّا منها قد يكون أي خدمة أو هذا الجهاز.</translation>
    </message>
    <message>
        <source>A text model over the network or on this computer. The microphone stays closed.</source>
        <translation>نموذج نصي عبر الشبكة أو على هذا الحاسوب. يبقى الميكروفون مغلقًا.</translation>
    </message>
    <message>
        <source>Any server that speaks OpenAI&apos;s realtime protocol, on this computer or elsewhere.</source>
        <translation>أي خادم يتحدث بروتوكول الزمن الحقيقي من OpenAI، على هذا الجهاز أو غيره.</translation>
    </message>
    <message>
        <source>Ollama, LM Studio, llama.cpp and others can answer what the built-in skills cannot.</source>
        <translation>يستطيع Ollama وLM Studio وllama.cpp وغيرها الإجابة عمّا تعجز عنه المهارات المدمجة.</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>الصوت</translation>
    </message>
    <message>
        <source>Chat server on this computer</source>
        <translation>خادم دردشة على هذا الجهاز</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>النموذج</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>عنوان</translation>
    </message>
    <message>
        <source>As the model likes</source>
        <translation>كما يشاء النموذج</translation>
    </message>
    <message>
        <source>Hardly</source>
        <translation>بالكاد</translation>
    </message>
    <message>
        <source>A little</source>
        <translation>قليلًا</translation>
    </message>
    <message>
        <source>Some</source>
        <translation>بعض الشيء</translation>
    </message>
    <message>
        <source>Much</source>
        <translation>كثيرًا</translation>
    </message>
    <message>
        <source>As much as it can</source>
        <translation>قدر ما يستطيع</translation>
    </message>
    <message>
        <source>never</source>
        <translation>أبدًا</translation>
    </message>
    <message>
        <source>all</source>
        <translation>الكل</translation>
    </message>
    <message>
        <source>name=https://address. OpenAI calls their tools itself, and you are asked each time.</source>
        <translation>name=https://address. تستدعي OpenAI أدواتها بنفسها، وتُسأل أنت في كل مرة.</translation>
    </message>
    <message>
        <source>Servers of tools (MCP)</source>
        <translation>خوادم الأدوات (MCP)</translation>
    </message>
    <message>
        <source>Tokens for them</source>
        <translation>الرموز المميزة لها</translation>
    </message>
    <message>
        <source>Only where one wants it. OpenAI shows it to that server.</source>
        <translation>فقط حيث يطلبه أحدها. تعرضه OpenAI على ذلك الخادم.</translation>
    </message>
    <message>
        <source>How hard it thinks before it speaks</source>
        <translation>مقدار تفكيره قبل أن يتكلم</translation>
    </message>
    <message>
        <source>How fast it speaks</source>
        <translation>سرعة كلامه</translation>
    </message>
    <message>
        <source>It speaks up after so much silence</source>
        <translation>يبادر بالكلام بعد صمت مدته</translation>
    </message>
    <message>
        <source>Tokens of the conversation that it is sent</source>
        <translation>ما يُرسل إليه من رموز المحادثة</translation>
    </message>
    <message>
        <source>What stays when that is full</source>
        <translation>ما يبقى حين يمتلئ ذلك</translation>
    </message>
    <message>
        <source>For what the voice model hands over, with the tools; paid apart. Empty: none.</source>
        <translation>لما يحيله نموذج الصوت مع الأدوات، ويُدفع عنه منفصلًا. فارغ: لا شيء.</translation>
    </message>
    <message>
        <source>The same key as for OpenAI.</source>
        <translation>المفتاح نفسه المستخدم مع OpenAI.</translation>
    </message>
    <message>
        <source>Text model behind it</source>
        <translation>النموذج النصي خلفه</translation>
    </message>
    <message>
        <source>Deployment of a realtime model</source>
        <translation>نشر نموذج زمن حقيقي</translation>
    </message>
    <message>
        <source>Find out</source>
        <translation>اكتشافه</translation>
    </message>
    <message>
        <source>Another one with the older protocol</source>
        <translation>خادم آخر بالبروتوكول الأقدم</translation>
    </message>
    <message>
        <source>Kind of server</source>
        <translation>نوع الخادم</translation>
    </message>
    <message>
        <source>Only if the server wants one.</source>
        <translation>فقط إذا طلبه الخادم.</translation>
    </message>
    <message>
        <source>Empty: the server&apos;s own.</source>
        <translation>فارغ: ما لدى الخادم.</translation>
    </message>
    <message>
        <source>Responses (OpenAI)</source>
        <translation>Responses ‏(OpenAI)</translation>
    </message>
    <message>
        <source>Chat completions (most others)</source>
        <translation>Chat completions ‏(معظم الخدمات الأخرى)</translation>
    </message>
    <message>
        <source>Empty: the built-in recogniser of this computer.</source>
        <translation>فارغ: المتعرّف المدمج في هذا الجهاز.</translation>
    </message>
    <message>
        <source>Empty: the voice of this computer.</source>
        <translation>فارغ: صوت هذا الجهاز.</translation>
    </message>
    <message>
        <source>Address of the text model</source>
        <translation>عنوان النموذج النصي</translation>
    </message>
    <message>
        <source>Empty: the built-in skills only.</source>
        <translation>فارغ: المهارات المدمجة فقط.</translation>
    </message>
    <message>
        <source>Text model</source>
        <translation>النموذج النصي</translation>
    </message>
    <message>
        <source>How it is asked</source>
        <translation>طريقة سؤاله</translation>
    </message>
    <message>
        <source>It is sent to the host of the text model only, encrypted.</source>
        <translation>يُرسل إلى مضيف النموذج النصي فقط، مشفّرًا.</translation>
    </message>
    <message>
        <source>Address of the recogniser</source>
        <translation>عنوان المتعرّف</translation>
    </message>
    <message>
        <source>Model that writes down what you say</source>
        <translation>النموذج الذي يدوّن ما تقوله</translation>
    </message>
    <message>
        <source>Address of the voice</source>
        <translation>عنوان الصوت</translation>
    </message>
    <message>
        <source>Model that speaks</source>
        <translation>النموذج الذي يتكلم</translation>
    </message>
    <message>
        <source>Empty: that of three services in a row.</source>
        <translation>فارغ: النموذج المستخدم في الخدمات الثلاث المتتالية.</translation>
    </message>
    <message>
        <source>The same key as for three services in a row.</source>
        <translation>المفتاح نفسه المستخدم للخدمات الثلاث المتتالية.</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>المفتاح</translation>
    </message>
    <message>
        <source>Paste what the portal shows.</source>
        <translation>الصق ما يعرضه المدخل.</translation>
    </message>
    <message>
        <source>Address of your Azure resource</source>
        <translation>عنوان مورد Azure لديك</translation>
    </message>
    <message>
        <source>With a key</source>
        <translation>بمفتاح</translation>
    </message>
    <message>
        <source>As I am signed in with the Azure command line</source>
        <translation>بتسجيل دخولي في سطر أوامر Azure</translation>
    </message>
    <message>
        <source>How it knows you</source>
        <translation>كيف يعرفك</translation>
    </message>
    <message>
        <source>Empty: your words are heard, but not shown.</source>
        <translation>فارغ: تُسمع كلماتك ولا تُعرض.</translation>
    </message>
    <message>
        <source>Otherwise the pause on the Conversation page decides.</source>
        <translation>وإلا فالتوقف المحدد في صفحة «المحادثة» هو الحكم.</translation>
    </message>
    <message>
        <source>Let the model judge from your words when you have finished</source>
        <translation>دع النموذج يحكم من كلماتك متى انتهيت</translation>
    </message>
</context>
<context>
    <name>RegionPicker</name>
    <message>
        <source>Choose what to show</source>
        <translation>اختيار ما يُعرض</translation>
    </message>
</context>
<context>
    <name>Replays</name>
    <message>
        <source>Playing the recording</source>
        <translation>جارٍ تشغيل التسجيل</translation>
    </message>
    <message>
        <source>The recording has ended</source>
        <translation>انتهى التسجيل</translation>
    </message>
</context>
<context>
    <name>ScreenShare</name>
    <message>
        <source>Share a screen, a window or a camera</source>
        <translation>مشاركة شاشة أو نافذة أو كاميرا</translation>
    </message>
    <message>
        <source>Choose what to show. Nothing is sent yet.</source>
        <translation>اختر ما تريد عرضه. لم يُرسل شيء بعد.</translation>
    </message>
    <message>
        <source>This is what who answers will be shown, once a second, until you stop it. The provider may charge for every picture.</source>
        <translation>هذا ما سيُعرض على من يجيب، مرة كل ثانية، حتى توقفه. قد يحتسب المزوّد كل صورة.</translation>
    </message>
    <message>
        <source>Start sharing</source>
        <translation>بدء المشاركة</translation>
    </message>
    <message>
        <source>There is nothing that could be shown: no screen may be looked at, and no camera is connected.</source>
        <translation>لا يوجد ما يمكن عرضه: لا يُسمح بالنظر إلى أي شاشة، ولا توجد كاميرا موصولة.</translation>
    </message>
</context>
<context>
    <name>ScreenShots</name>
    <message>
        <source>This desktop (Wayland) lets no program photograph the screen: press its own screenshot key, often Print, and paste the picture here with Ctrl+V.</source>
        <translation>سطح المكتب هذا (Wayland) لا يسمح لأي برنامج بتصوير الشاشة: اضغط مفتاح لقطة الشاشة الخاص به، وغالبًا Print، ثم الصق الصورة هنا بـ Ctrl+V.</translation>
    </message>
    <message>
        <source>The screen could not be photographed: the system may have to be told that this program may.</source>
        <translation>تعذّر تصوير الشاشة: ربما يجب السماح بذلك لهذا البرنامج في النظام.</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>Search all conversations</source>
        <translation>البحث في كل المحادثات</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>بحث</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>مسح</translation>
    </message>
    <message>
        <source>Messages that were found</source>
        <translation>الرسائل التي عُثر عليها</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>لم يُعثر على شيء</translation>
    </message>
</context>
<context>
    <name>ServerChoice</name>
    <message>
        <source>Chat servers found on this computer</source>
        <translation>خوادم الدردشة الموجودة على هذا الجهاز</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>البحث مجددًا</translation>
    </message>
    <message>
        <source>Address of the chat server</source>
        <translation>عنوان خادم الدردشة</translation>
    </message>
    <message>
        <source>Its model sees pictures</source>
        <translation>نموذجه يرى الصور</translation>
    </message>
    <message>
        <source>None: built-in skills only</source>
        <translation>لا شيء: المهارات المدمجة فقط</translation>
    </message>
    <message>
        <source>{address} (not answering)</source>
        <translation>{address} (لا يجيب)</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>About</source>
        <translation>حول</translation>
    </message>
    <message>
        <source>This cannot be empty.</source>
        <translation>لا يمكن أن يكون هذا فارغًا.</translation>
    </message>
    <message>
        <source>Write name=https://address, with a space between two of them.</source>
        <translation>اكتب name=https://address، مع مسافة بين كل اثنين.</translation>
    </message>
    <message>
        <source>This is not a complete address: it begins with {example}</source>
        <translation>هذا عنوان غير كامل: يجب أن يبدأ بـ {example}</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>المظهر</translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation>{0}٪</translation>
    </message>
    <message>
        <source>Audio</source>
        <translation>الصوت</translation>
    </message>
    <message>
        <source>Continuity and cost</source>
        <translation>الاستمرارية والتكلفة</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>المحادثة</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>المزوّد</translation>
    </message>
    <message>
        <source>Personas</source>
        <translation>الشخصيات</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>الخصوصية</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>الإعدادات</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>الصفحات</translation>
    </message>
</context>
<context>
    <name>Sharing</name>
    <message>
        <source>Sharing has ended.</source>
        <translation>انتهت المشاركة.</translation>
    </message>
    <message>
        <source>Sharing has ended: who answers now sees no pictures.</source>
        <translation>انتهت المشاركة: من يجيب الآن لا يرى الصور.</translation>
    </message>
    <message>
        <source>Sharing has ended: who answers now takes single pictures only.</source>
        <translation>انتهت المشاركة: من يجيب الآن يقبل صورًا مفردة فقط.</translation>
    </message>
    <message>
        <source>Sharing has ended with the connection: nobody spoke for a while, or it failed.</source>
        <translation>انتهت المشاركة مع الاتصال: لم يتحدث أحد منذ مدة، أو فشل الاتصال.</translation>
    </message>
    <message>
        <source>Sharing has ended: another conversation is open now.</source>
        <translation>انتهت المشاركة: هناك محادثة أخرى مفتوحة الآن.</translation>
    </message>
    <message>
        <source>Sharing has ended: {0} is not there any more.</source>
        <translation>انتهت المشاركة: لم يعد هذا موجودًا: {0}.</translation>
    </message>
    <message>
        <source>Sharing has ended: the system does not let this program see {0} any more.</source>
        <translation>انتهت المشاركة: لم يعد النظام يسمح لهذا البرنامج برؤية هذا: {0}.</translation>
    </message>
    <message>
        <source>Sharing has ended: the part of this program that looks has failed. Share again.</source>
        <translation>انتهت المشاركة: تعطل الجزء الذي ينظر من هذا البرنامج. شارك مرة أخرى.</translation>
    </message>
    <message>
        <source>Sharing has ended because the screen was locked.</source>
        <translation>انتهت المشاركة لأن الشاشة قُفلت.</translation>
    </message>
    <message>
        <source>Sharing has ended because the computer slept.</source>
        <translation>انتهت المشاركة لأن الحاسوب دخل في السكون.</translation>
    </message>
    <message>
        <source>Who answers now sees no pictures. To share a screen or a camera, choose Gemini in Settings, Provider.</source>
        <translation>من يجيب الآن لا يرى الصور. لمشاركة شاشة أو كاميرا، اختر Gemini في الإعدادات، المزوّد.</translation>
    </message>
    <message>
        <source>Who answers now takes single pictures, not one every second: each would be paid for again with every answer. Show a part of the screen, or choose Gemini in Settings, Provider.</source>
        <translation>من يجيب الآن يقبل صورًا مفردة، لا صورة كل ثانية: فكل صورة تُحتسب من جديد مع كل إجابة. اعرض جزءًا من الشاشة، أو اختر Gemini في الإعدادات، المزوّد.</translation>
    </message>
    <message>
        <source>This installation cannot look at screens or cameras.</source>
        <translation>لا تستطيع هذه النسخة النظر إلى الشاشات أو الكاميرات.</translation>
    </message>
    <message>
        <source>There is no picture of {0}: it may be closed, switched off or out of sight.</source>
        <translation>لا توجد صورة لهذا: {0}. ربما أُغلق أو أُطفئ أو لا يُرى.</translation>
    </message>
    <message>
        <source>{0} cannot be seen: another program may be using it, or the system must be told that this program may look at it.</source>
        <translation>لا يمكن رؤية هذا: {0}. ربما يستخدمه برنامج آخر، أو يجب السماح لهذا البرنامج في النظام بالنظر إليه.</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>شاشة</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>نافذة</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>كاميرا</translation>
    </message>
</context>
<context>
    <name>SharingSign</name>
    <message>
        <source>Stop sharing</source>
        <translation>إيقاف المشاركة</translation>
    </message>
    <message>
        <source>Stop sharing (Ctrl+Shift+D, or Esc while the assistant is silent)</source>
        <translation>إيقاف المشاركة (Ctrl+Shift+D، أو Esc عندما يصمت المساعد)</translation>
    </message>
    <message>
        <source>{0} is not shown until the connection is back.</source>
        <translation>لا يُعرض هذا حتى يعود الاتصال: {0}.</translation>
    </message>
    <message>
        <source>{0} is shown, once a second.</source>
        <translation>يُعرض هذا مرة كل ثانية: {0}.</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>اختصارات لوحة المفاتيح</translation>
    </message>
    <message>
        <source>Talk (hold or press)</source>
        <translation>التحدث (ضغط مستمر أو نقرة)</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>مفتاح المسافة</translation>
    </message>
    <message>
        <source>Send the message</source>
        <translation>إرسال الرسالة</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>New line in the message</source>
        <translation>سطر جديد في الرسالة</translation>
    </message>
    <message>
        <source>Shift+Enter</source>
        <translation>Shift+Enter</translation>
    </message>
    <message>
        <source>Correct what you said, other versions of it</source>
        <translation>تصحيح ما قلته، نُسخ أخرى منه</translation>
    </message>
    <message>
        <source>F2, Alt+Left, Alt+Right</source>
        <translation>F2, Alt+Left, Alt+Right</translation>
    </message>
    <message>
        <source>Copy a message, play its recording</source>
        <translation>نسخ رسالة، تشغيل تسجيلها</translation>
    </message>
    <message>
        <source>Ctrl+C, Enter</source>
        <translation>Ctrl+C, Enter</translation>
    </message>
    <message>
        <source>Rename, tag, delete a past conversation</source>
        <translation>إعادة تسمية محادثة سابقة، وسمها، حذفها</translation>
    </message>
    <message>
        <source>F2, Ctrl+G, Del</source>
        <translation>F2, Ctrl+G, Del</translation>
    </message>
    <message>
        <source>Pin, export a past conversation</source>
        <translation>تثبيت محادثة سابقة، وتصديرها</translation>
    </message>
    <message>
        <source>Ctrl+D, Ctrl+E</source>
        <translation>Ctrl+D, Ctrl+E</translation>
    </message>
    <message>
        <source>Space talks whenever you are not typing.</source>
        <translation>مفتاح المسافة للتحدث ما لم تكن تكتب.</translation>
    </message>
</context>
<context>
    <name>SourceDialog</name>
    <message>
        <source>What is seen</source>
        <translation>ما يُرى</translation>
    </message>
    <message>
        <source>Looking for what there is…</source>
        <translation>جارٍ البحث عمّا هو متاح…</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>جارٍ النظر…</translation>
    </message>
</context>
<context>
    <name>StatusStrip</name>
    <message>
        <source>How fast the answers came</source>
        <translation>سرعة وصول الإجابات</translation>
    </message>
    <message>
        <source>Sound that was sent</source>
        <translation>الصوت الذي أُرسل</translation>
    </message>
    <message>
        <source>What was spent</source>
        <translation>ما أُنفق</translation>
    </message>
    <message>
        <source>Silence stays on this computer: of what the microphone heard, only speech and a little around it is sent.</source>
        <translation>يبقى الصمت على هذا الجهاز: لا يُرسل مما سمعه الميكروفون إلا الكلام وقليل حوله.</translation>
    </message>
    <message>
        <source>Counted since the program began.</source>
        <translation>محسوب منذ بدء البرنامج.</translation>
    </message>
</context>
<context>
    <name>TagFilter</name>
    <message>
        <source>Show conversations with this tag</source>
        <translation>إظهار المحادثات بهذا الوسم</translation>
    </message>
    <message>
        <source>All conversations</source>
        <translation>كل المحادثات</translation>
    </message>
</context>
<context>
    <name>TagsDialog</name>
    <message>
        <source>Tags</source>
        <translation>الوسوم</translation>
    </message>
    <message>
        <source>Tags, with a comma between two of them</source>
        <translation>الوسوم، مع فاصلة بين كل اثنين</translation>
    </message>
    <message>
        <source>work, travel</source>
        <translation>عمل، سفر</translation>
    </message>
</context>
<context>
    <name>TalkButton</name>
    <message>
        <source>Talk</source>
        <translation>تحدّث</translation>
    </message>
    <message>
        <source>Talk (Space)</source>
        <translation>تحدّث (مفتاح المسافة)</translation>
    </message>
</context>
<context>
    <name>ThinkingIndicator</name>
    <message>
        <source>Progress of the answer</source>
        <translation>تقدّم الإجابة</translation>
    </message>
    <message>
        <source>{words}, {seconds} s</source>
        <translation>{words}، {seconds} ث</translation>
    </message>
</context>
<context>
    <name>TokenEditor</name>
    <message>
        <source>Server of tools</source>
        <translation>خادم الأدوات</translation>
    </message>
    <message>
        <source>Paste a token</source>
        <translation>ألصق الرمز المميز</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>الرمز المميز</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>حفظ</translation>
    </message>
    <message>
        <source>Save the token</source>
        <translation>حفظ الرمز المميز</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>نسيان</translation>
    </message>
    <message>
        <source>Forget the token</source>
        <translation>نسيان الرمز المميز</translation>
    </message>
</context>
<context>
    <name>TurnEditor</name>
    <message>
        <source>What you said</source>
        <translation>ما قلته</translation>
    </message>
    <message>
        <source>Enter saves and asks again, Shift+Enter begins a new line, Escape leaves it as it was.</source>
        <translation>Enter للحفظ والسؤال مجددًا، وShift+Enter لسطر جديد، وEscape يبقيه كما كان.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Leave it as it was (Esc)</source>
        <translation>إبقاؤه كما كان (Esc)</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>السؤال مجددًا</translation>
    </message>
    <message>
        <source>Save and ask again (Enter)</source>
        <translation>حفظ والسؤال مجددًا (Enter)</translation>
    </message>
</context>
<context>
    <name>Voice</name>
    <message>
        <source>Ready</source>
        <translation>جاهز</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>جارٍ الاتصال</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>يستمع</translation>
    </message>
    <message>
        <source>Hearing you</source>
        <translation>يسمعك</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>يفكّر</translation>
    </message>
    <message>
        <source>Speaking</source>
        <translation>يتحدث</translation>
    </message>
    <message>
        <source>Was that you?</source>
        <translation>هل كان هذا أنت؟</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>مكتوم</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>غير متصل</translation>
    </message>
    <message>
        <source>Click or press Space to talk</source>
        <translation>انقر أو اضغط مفتاح المسافة للتحدث</translation>
    </message>
    <message>
        <source>Hold the button or Space to talk</source>
        <translation>اضغط الزر أو مفتاح المسافة باستمرار للتحدث</translation>
    </message>
    <message>
        <source>Just talk</source>
        <translation>تحدّث فحسب</translation>
    </message>
    <message>
        <source>Click again to send</source>
        <translation>انقر مجددًا للإرسال</translation>
    </message>
    <message>
        <source>Let go to send</source>
        <translation>ارفع إصبعك للإرسال</translation>
    </message>
    <message>
        <source>Esc to stop, click to talk</source>
        <translation>Esc للإيقاف، وانقر للتحدث</translation>
    </message>
    <message>
        <source>Esc to stop, hold to talk</source>
        <translation>Esc للإيقاف، واضغط باستمرار للتحدث</translation>
    </message>
    <message>
        <source>Esc to stop, or just talk</source>
        <translation>Esc للإيقاف، أو تحدّث فحسب</translation>
    </message>
    <message>
        <source>The microphone rests meanwhile. Esc to stop</source>
        <translation>الميكروفون متوقف أثناء ذلك. Esc للإيقاف</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>غير متصل</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>جارٍ الاتصال…</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>متصل</translation>
    </message>
    <message>
        <source>Connection lost</source>
        <translation>انقطع الاتصال</translation>
    </message>
    <message>
        <source>Cannot connect</source>
        <translation>تعذّر الاتصال</translation>
    </message>
    <message>
        <source>Resting until you speak</source>
        <translation>في راحة حتى تتكلم</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>هذا الجهاز</translation>
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
        <translation>ثلاث خدمات على التوالي</translation>
    </message>
    <message>
        <source>Typing only</source>
        <translation>الكتابة فقط</translation>
    </message>
    <message>
        <source>A server of your own</source>
        <translation>خادم خاص بك</translation>
    </message>
    <message>
        <source>Thinking it over</source>
        <translation>يفكّر في الأمر</translation>
    </message>
    <message>
        <source>Looking at the clock</source>
        <translation>ينظر إلى الساعة</translation>
    </message>
    <message>
        <source>Looking at the calendar</source>
        <translation>ينظر إلى التقويم</translation>
    </message>
    <message>
        <source>Doing the sum</source>
        <translation>يحسب</translation>
    </message>
    <message>
        <source>Converting units</source>
        <translation>يحوّل الوحدات</translation>
    </message>
    <message>
        <source>Setting the timer</source>
        <translation>يضبط المؤقت</translation>
    </message>
    <message>
        <source>Looking at the timers</source>
        <translation>يراجع المؤقتات</translation>
    </message>
    <message>
        <source>Writing the note</source>
        <translation>يدوّن الملاحظة</translation>
    </message>
    <message>
        <source>Looking through the notes</source>
        <translation>يراجع الملاحظات</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>يبحث</translation>
    </message>
    <message>
        <source>Connected, renewing</source>
        <translation>متصل، ويجري التجديد</translation>
    </message>
    <message>
        <source>The service ends each session after a while, so the next one is made ready and told the conversation. Go on as you like.</source>
        <translation>تنهي الخدمة كل جلسة بعد مدة، لذا تُجهَّز التالية وتُنقل إليها المحادثة. تابع كما تشاء.</translation>
    </message>
    <message>
        <source>Connected anew</source>
        <translation>اتصال متجدد</translation>
    </message>
    <message>
        <source>A fresh session has taken over. It knows the conversation; nothing was lost.</source>
        <translation>تولّت جلسة جديدة الأمر وهي تعرف المحادثة، ولم يضع شيء.</translation>
    </message>
    <message>
        <source>Trying again in {seconds} s</source>
        <translation>محاولة جديدة خلال {seconds} ث</translation>
    </message>
    <message>
        <source>Using {tool}</source>
        <translation>يستخدم {tool}</translation>
    </message>
    <message>
        <source>Please type: who answers cannot hear</source>
        <translation>يرجى الكتابة: من يجيب لا يستطيع السمع</translation>
    </message>
    <message>
        <source>Go on talking, or it goes on</source>
        <translation>تابع الكلام، وإلا استمر</translation>
    </message>
    <message>
        <source>You can type already</source>
        <translation>يمكنك الكتابة منذ الآن</translation>
    </message>
    <message>
        <source>The microphone is off. Ctrl+M turns it on</source>
        <translation>الميكروفون مغلق. Ctrl+M يشغّله</translation>
    </message>
</context>
<context>
    <name>VoiceEditor</name>
    <message>
        <source>Best one found</source>
        <translation>أفضل ما وُجد</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>الصوت</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>استماع</translation>
    </message>
    <message>
        <source>Listen to this voice</source>
        <translation>الاستماع إلى هذا الصوت</translation>
    </message>
    <message>
        <source>{name} (not found)</source>
        <translation>{name} (غير موجود)</translation>
    </message>
</context>
<context>
    <name>VoicePanel</name>
    <message>
        <source>Unmute (Ctrl+M)</source>
        <translation>إلغاء الكتم (Ctrl+M)</translation>
    </message>
    <message>
        <source>Mute (Ctrl+M)</source>
        <translation>كتم (Ctrl+M)</translation>
    </message>
    <message>
        <source>Unmute the microphone</source>
        <translation>إلغاء كتم الميكروفون</translation>
    </message>
    <message>
        <source>Mute the microphone</source>
        <translation>كتم الميكروفون</translation>
    </message>
</context>
<context>
    <name>Walker</name>
    <message>
        <source>Enter plays the recording.</source>
        <translation>Enter يشغّل التسجيل.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln button(s), Right chooses one.</source>
        <translation>
            <numerusform>لا أزرار.</numerusform>
            <numerusform>زر واحد، والسهم الأيسر يختاره.</numerusform>
            <numerusform>زرّان، والسهم الأيسر يختار أحدهما.</numerusform>
            <numerusform>%Ln أزرار، والسهم الأيسر يختار أحدها.</numerusform>
            <numerusform>%Ln زرًّا، والسهم الأيسر يختار أحدها.</numerusform>
            <numerusform>%Ln زر، والسهم الأيسر يختار أحدها.</numerusform>
        </translation>
    </message>
    <message>
        <source>{0}: {1}. {2} of {3}. Press Enter.</source>
        <translation>{0}: {1}. {2} من {3}. اضغط Enter.</translation>
    </message>
</context>
<context>
    <name>Waveform</name>
    <message>
        <source>Loudness of you and of the assistant</source>
        <translation>مستوى صوتك وصوت المساعد</translation>
    </message>
</context>
<context>
    <name>_Marks</name>
    <message>
        <source>Patience: {0}</source>
        <translation>الصبر: {0}</translation>
    </message>
</context>
<context>
    <name>_Tile</name>
    <message>
        <source>Goes with the message. Enter shows it, Delete takes it away.</source>
        <translation>يُرسل مع الرسالة. Enter يعرضه، وDelete يزيله.</translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation>إزالة {0}</translation>
    </message>
</context>
</TS>
