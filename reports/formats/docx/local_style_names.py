"""Names of Word's built-in styles in its languages, as programs that are not Word write them (17.7.4.9)."""

from __future__ import annotations

from collections.abc import Mapping

HEADINGS = (
    "überschrift", "titre", "título", "titolo", "kop", "rubrik", "overskrift", "otsikko", "nagłówek", "nadpis", "címsor",
    "заголовок", "επικεφαλίδα", "başlık", "标题", "標題", "見出し", "제목", "عنوان", "heading",
)  # fmt: skip
"""A heading, before the number of its level."""
STYLES: Mapping[str, tuple[str, ...]] = {
    "title": (
        "titel", "titre", "título", "titolo", "tytuł", "název", "заголовок", "название",
        "otsikko", "tittel", "konu başlığı", "标题", "標題", "表題", "제목", "العنوان",
    ),
    "subtitle": (
        "untertitel", "sous-titre", "subtítulo", "sottotitolo", "ondertitel", "underrubrik",
        "undertitel", "undertittel", "podtytuł", "podtitul", "подзаголовок", "副标题", "副標題", "副題",
        "부제",
    ),
    "quote": (
        "zitat", "citation", "cita", "citazione", "citação", "citat", "sitat", "cytat",
        "цитата", "引用", "引文", "引用文", "인용",
    ),
    "body text": (
        "textkörper", "corps de texte", "texto independiente", "corpo testo", "corpo de texto",
        "plattetekst", "brödtext", "brødtekst", "tekst podstawowy", "основной текст", "正文文本",
        "本文", "본문",
    ),
    "list bullet": (
        "aufzählungszeichen", "liste à puces", "lista con viñetas", "punto elenco",
        "lista com marcas", "opsomming", "punktlista", "punktliste", "lista punktowana",
        "маркированный список", "列表项目符号", "項目符號", "箇条書き",
    ),
    "list number": (
        "listennummer", "liste à numéros", "lista con números", "numero elenco",
        "lista numerada", "lijstnummering", "numrerad lista", "lista numerowana",
        "нумерованный список", "列表编号", "段落番号",
    ),
    "caption": (
        "beschriftung", "légende", "descripción", "didascalia", "legenda", "bijschrift",
        "beskrivning", "billedtekst", "название объекта", "题注", "標號", "図表番号", "캡션",
    ),
    "header": (
        "kopfzeile", "en-tête", "encabezado", "intestazione", "cabeçalho", "koptekst",
        "sidhuvud", "sidehoved", "topptekst", "nagłówek", "верхний колонтитул", "页眉", "頁首",
        "ヘッダー", "머리글",
    ),
    "footer": (
        "fußzeile", "pied de page", "pie de página", "piè di pagina", "rodapé", "voettekst",
        "sidfot", "sidefod", "bunntekst", "stopka", "нижний колонтитул", "页脚", "頁尾", "フッター",
        "바닥글",
    ),
}  # fmt: skip
LOCAL_NAMES: Mapping[str, str] = {
    **{local: name for name, locals_ in STYLES.items() for local in locals_},
    **{f"{word}{gap}{n}": f"heading {n}" for n in (1, 2, 3) for word in HEADINGS for gap in (" ", "")},
}
"""Such a name, in small letters, to the one that files should hold."""
