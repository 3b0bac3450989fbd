"""The project's own sentences in each language, one news-like set a language."""

from __future__ import annotations

HEADLINES = {
    "en": "The fire brigade put out the fire in the night from Tuesday to Wednesday",
    "es": "La policía detuvo a dos hombres después de una larga persecución",
    "fr": "Les pompiers ont éteint l'incendie dans la nuit de mardi",
    "it": "Il sindaco ha inaugurato la nuova biblioteca comunale",
    "de": "Der Bürgermeister eröffnet heute die neue Bücherei",
    "pt": "As crianças voltaram às escolas depois das férias",
    "nl": "De burgemeester heeft de nieuwe bibliotheek geopend",
    "ca": "L'alcaldessa ha inaugurat aquest matí la nova biblioteca del barri",
    "ro": "Primarul a deschis astăzi noua bibliotecă a orașului",
    "tr": "Belediye başkanı yeni kütüphaneyi bugün açtı",
    "ar": "افتتح رئيس البلدية المكتبة الجديدة صباح اليوم",
    "fa": "شهردار امروز کتابخانهٔ تازهٔ شهر را گشود",
    "ps": "ښاروال نن د ښار نوی کتابتون پرانیست",
    "ru": "Мэр открыл сегодня новую городскую библиотеку",
    "uk": "Міський голова відкрив сьогодні нову бібліотеку",
    "zh": "市长今天为新图书馆揭幕",
}
CLAUSES = {
    "es": "porque nadie quería hablar del asunto",
    "fr": "parce que personne ne voulait en parler",
    "it": "perché nessuno voleva parlarne con noi",
    "de": "weil niemand darüber sprechen wollte",
    "pt": "porque ninguém queria falar sobre isso",
    "nl": "omdat niemand daarover wilde praten",
    "ca": "perquè ningú no volia parlar d'això",
    "ro": "pentru că nimeni nu voia să vorbească despre asta",
    "tr": "çünkü kimse bu konuda konuşmak istemedi",
    "ar": "لأن أحدا لم يرد الحديث عن ذلك",
    "fa": "چون هیچ کس نمی‌خواست در این باره حرف بزند",
    "ps": "ځکه چې هیڅوک نه غواړي په دې اړه خبرې وکړي",
    "ru": "потому что никто не хотел об этом говорить",
    "uk": "бо ніхто не хотів про це говорити",
    "zh": "因为没有人愿意谈论这件事",
}
LINKS = {
    "es": "Leer en español",
    "fr": "Lire la suite",
    "it": "Scopri di più",
    "de": "Mehr erfahren",
    "pt": "Leia mais",
    "nl": "Lees verder",
    "ca": "Llegeix en català",
    "ro": "Citește mai mult",
    "tr": "Devamını oku",
    "ar": "اقرأ المزيد",
    "fa": "ادامه مطلب",
    "ru": "Читать далее",
    "uk": "Читати далі",
    "zh": "阅读全文",
}

# Some targets of each script: the lists of each take seconds.
TARGETS = ("es", "fr", "it", "de", "pt", "ar", "ps", "ru", "zh")
