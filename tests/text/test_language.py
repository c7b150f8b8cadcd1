"""The language of a text: English is told from all others, and most of them are named."""

import pytest
from helpers.hostile import anything
from hypothesis import given

from analysis.rules.load import read_rows
from analysis.text.article import parse_article
from analysis.text.language import OTHER, find_foreign, find_language

ENGLISH = (
    "The crews of the two ferries went ashore on Monday after the harbour authority closed the port to them. A "
    "spokesman for the union said that they would not sail until their wages had been paid."
)
FOREIGN = {
    "Arabic": "قال رئيس الميناء يوم الاثنين إن السفن التي غادرت إلى الجزر لن تعود قبل نهاية الأسبوع، وإن الحكومة قررت "
    "إغلاق الميناء بعد أن رفض البحارة العمل. ولم يصدر عن النقابة أي رد على هذا القرار من الحكومة في العاصمة.",
    "Chinese": "港口管理局周一宣布关闭通往岛屿的航线，因为船员拒绝出海。工会发言人表示，在工资支付之前，船员不会恢复工作。政府呼吁双方保持克制，"
    "并表示将派代表团前往港口与双方会谈。当地居民说，岛上的面包和燃料已经所剩无几，学校和医院也受到影响，许多商店已经关门，居民希望谈判能够尽快取得进展。",
    "Danish": "Havnens ledelse lukkede mandag for al trafik til øerne, efter at søfolkene havde nægtet at sejle. Regeringen "
    "siger, at den ikke vil forhandle, før skibene er tilbage, og at politiet er blevet sendt til havnen.",
    "Dutch": "Het bestuur van de haven heeft maandag alle verkeer naar de eilanden stilgelegd, omdat de bemanningen niet "
    "meer willen varen. Volgens de regering is er geen sprake van een akkoord met de vakbond.",
    "Finnish": "Sataman johto sulki maanantaina kaiken liikenteen saarille, kun miehistöt olivat kieltäytyneet työstä. "
    "Hallitus sanoi, että se ei neuvottele ennen kuin laivat ovat palanneet, mutta myös liitto on valmis puhumaan.",
    "French": "Les équipages des deux navires ont quitté le port lundi, après que le gouvernement a refusé de leur verser "
    "les salaires. Un porte-parole du syndicat a déclaré qu’ils ne reprendraient pas la mer avant la fin de la semaine.",
    "German": "Die Besatzungen der beiden Fähren sind am Montag an Land gegangen, nachdem die Behörde den Hafen gesperrt "
    "hatte. Ein Sprecher der Gewerkschaft sagte, dass sie nicht auslaufen würden, bis die Löhne bezahlt sind.",
    "Greek": "Η διοίκηση του λιμανιού έκλεισε τη Δευτέρα κάθε δρομολόγιο προς τα νησιά, αφού τα πληρώματα αρνήθηκαν να "
    "αποπλεύσουν. Η κυβέρνηση δήλωσε ότι δεν θα διαπραγματευτεί πριν επιστρέψουν τα πλοία.",
    "Hebrew": "הנהלת הנמל סגרה ביום שני את כל התנועה אל האיים לאחר שהצוותים סירבו להפליג. הממשלה הודיעה כי לא תנהל משא "
    "ומתן לפני שהספינות יחזרו, וכי המשטרה נשלחה אל הנמל כדי לשמור על הסדר.",
    "Icelandic": "Áhafnir ferjanna tveggja fóru í land á mánudag eftir að hafnarstjórnin lokaði höfninni fyrir þeim. "
    "Talsmaður félagsins segir að þær muni ekki sigla fyrr en laun hafa verið greidd, og að það sé ekki til umræðu.",
    "Italian": "Gli equipaggi delle due navi sono scesi a terra lunedì, dopo che il governo ha chiuso il porto. Un portavoce "
    "del sindacato ha detto che non riprenderanno il mare prima della fine della settimana.",
    "Japanese": "港の管理局は月曜日、船員が出航を拒否したことを受けて、島への航路をすべて閉鎖すると発表した。組合の広報担当者は、賃金が支払われるまで"
    "作業を再開しないと述べた。政府は双方に自制を求め、代表団を港に派遣する方針を示している。島の住民によると、パンや燃料がほとんど残っていないという。",
    "Korean": "항만 관리국은 월요일 선원들이 출항을 거부하자 섬으로 가는 모든 항로를 폐쇄한다고 발표했다. 노조 대변인은 임금이 지급될 때까지 작업을 "
    "재개하지 않겠다고 말했다. 정부는 양측에 자제를 촉구하고 대표단을 항구로 보내 회담을 열 방침이라고 밝혔다. 섬 주민들은 빵과 연료가 거의 남지 않았다고 말했다.",
    "Persian": "مدیر بندر روز دوشنبه گفت که کشتی‌هایی که به جزیره‌ها رفته‌اند تا پایان هفته باز نمی‌گردند و دولت تصمیم "
    "گرفته است بندر را ببندد. سخنگوی اتحادیه گفت که این کارگران برای دستمزد خود با دولت گفتگو می‌کنند.",
    "Polish": "Załogi obu promów zeszły w poniedziałek na ląd po tym, jak zarząd zamknął dla nich port. Rzecznik związku "
    "powiedział, że nie wypłyną, dopóki nie zostaną im wypłacone pensje, a rząd nie chce z nimi rozmawiać.",
    "Portuguese": "As tripulações dos dois navios desceram a terra na segunda-feira, depois que o governo fechou o porto. Um "
    "porta-voz do sindicato disse que não voltarão ao mar antes do fim da semana.",
    "Russian": "Экипажи двух паромов сошли на берег в понедельник после того, как администрация закрыла для них порт. "
    "Представитель профсоюза заявил, что они не выйдут в море, пока не будет выплачена зарплата.",
    "Spanish": "Las tripulaciones de los dos barcos bajaron a tierra el lunes, después de que el Gobierno cerrara el puerto. "
    "Un portavoz del sindicato dijo que no volverán al mar hasta que se paguen los salarios.",
    "Swedish": "Besättningarna på de två färjorna gick i land på måndagen efter att hamnen hade stängts för dem. En talesman "
    "för facket säger att de inte seglar förrän lönerna har betalats, och att det inte är för sent.",
    "Turkish": "İki feribotun mürettebatı, liman yönetiminin limanı kapatması üzerine pazartesi günü karaya çıktı. Sendika "
    "sözcüsü, ücretler ödenene kadar denize açılmayacaklarını ve bu konuda hükümet ile görüşmek için çok beklediklerini "
    "söyledi. Hükümet ise daha sonra bir açıklama yaptı.",
    "Ukrainian": "Екіпажі двох поромів зійшли на берег у понеділок після того, як адміністрація закрила для них порт. "
    "Представник профспілки заявив, що вони не вийдуть у море, поки їм не буде виплачено зарплату.",
}


def test_english_is_english():
    assert find_language(ENGLISH) == "English" and find_language(ENGLISH.upper()) == "English"
    assert find_foreign(parse_article(ENGLISH)) is None


@pytest.mark.parametrize("language", FOREIGN)
def test_another_language_is_named(language):
    assert find_language(FOREIGN[language]) == language
    assert find_foreign(parse_article(f"{FOREIGN[language]}\n\n{FOREIGN[language]}")) == language


def test_english_with_a_quotation_in_another_language_is_english():
    assert find_foreign(parse_article(f"{ENGLISH}\n\n“{FOREIGN['French'][:90]}”, he wrote.\n\n{ENGLISH}")) is None


def test_a_foreign_article_with_a_site_s_english_words_around_it_is_foreign():
    page = f"Share this article\n\n{FOREIGN['German']}\n\n{FOREIGN['German']}\n\nRead more: Ferries\n\nSign up for our newsletter."
    assert find_foreign(parse_article(page)) == "German"


@pytest.mark.parametrize("text", ["", "Hafen gesperrt", "La grève continue.", "港口关闭", "1 2 3 " * 100])
def test_too_little_is_in_no_language(text):
    assert find_language(text) is None


def test_a_language_that_the_table_lacks_has_no_name():
    basque = (
        "Portuko agintariek astelehenean itxi zuten uharteetarako bidea, tripulazioek lan egiteari uko egin ondoren. "
        "Gobernuak esan du ez duela negoziatuko itsasontziak itzuli arte, eta polizia bidali du portura."
    )
    assert find_language(basque) == OTHER


def test_letters_that_are_put_together_from_two_signs_are_read_too():
    import unicodedata

    assert find_language(unicodedata.normalize("NFD", FOREIGN["Swedish"])) == "Swedish"


@given(anything)
def test_no_text_raises_an_error(text):
    find_language(text * 20)


def test_the_table_says_each_word_of_a_language_once():
    rows = [row["words"].split() for row in read_rows("language_words.csv")]
    assert all(len(words) == len(set(words)) and not any(map(str.isupper, words)) for words in rows if words)
