"""What a packet says outside its templates: stamps, names of contacts, a row a language. Knows no case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casefile.case.fields import Channel
from casefile.errors import CaseError, Problem


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words. `page_of` stands on an exhibit's stamp; contacts are named by channel and direction; the
    six before the last head a printed contact."""

    page_of: str
    channels: Mapping[Channel, str]
    to: str
    sent_by: str
    sent: str
    received: str
    cover: str
    draft: str
    redacted: str
    date: str
    sender: str
    recipient: str
    subject: str
    proof: str
    arrived: str
    native_withheld: str


_ROWS: Mapping[str, Words] = {
    "en": Words(
        "{label}, {page} of {pages}",
        {
            "email": "E-mail", "post": "Letter", "registered": "Registered letter", "call": "Note of a call",
            "meeting": "Note of a meeting", "chat": "Chat message", "attorney": "Letter through counsel",
        },
        "to {whom}", "from {whom}", "sent", "received", "Cover", "draft", "redacted",
        "Date", "From", "To", "Subject", "Proof of sending", "Arrived",
        "The file itself is withheld: it contains withheld material.",
    ),
    "fr": Words(
        "{label}, {page} sur {pages}",
        {
            "email": "Courriel", "post": "Lettre", "registered": "Lettre recommandée", "call": "Note d’appel",
            "meeting": "Note de réunion", "chat": "Message instantané", "attorney": "Lettre d’avocat",
        },
        "à {whom}", "de {whom}", "envoyé", "reçu", "Page de garde", "projet", "version occultée",
        "Date", "De", "À", "Objet", "Preuve d’envoi", "Reçu le",
        "Le fichier lui-même n’est pas remis : il contient des éléments non communiqués.",
    ),
    "de": Words(
        "{label}, {page} von {pages}",
        {
            "email": "E-Mail", "post": "Brief", "registered": "Einschreiben", "call": "Telefonvermerk",
            "meeting": "Gesprächsvermerk", "chat": "Chatnachricht", "attorney": "Anwaltsschreiben",
        },
        "an {whom}", "von {whom}", "versandt", "eingegangen", "Deckblatt", "Entwurf", "geschwärzt",
        "Datum", "Von", "An", "Betreff", "Versandnachweis", "Zugang",
        "Die Datei selbst wird nicht übergeben: Sie enthält zurückgehaltenes Material.",
    ),
    "pl": Words(
        "{label}, {page} z {pages}",
        {
            "email": "E-mail", "post": "List", "registered": "List polecony", "call": "Notatka z rozmowy",
            "meeting": "Notatka ze spotkania", "chat": "Wiadomość", "attorney": "Pismo pełnomocnika",
        },
        "do: {whom}", "od: {whom}", "wysłano", "otrzymano", "Strona tytułowa", "projekt", "zanonimizowano",
        "Data", "Od", "Do", "Temat", "Dowód nadania", "Doręczono",
        "Sam plik nie jest przekazywany: zawiera materiał nieujawniony.",
    ),
    "ru": Words(
        "{label}, {page} из {pages}",
        {
            "email": "Электронное письмо", "post": "Письмо", "registered": "Заказное письмо",
            "call": "Запись разговора", "meeting": "Запись встречи", "chat": "Сообщение",
            "attorney": "Письмо представителя",
        },
        "кому: {whom}", "от: {whom}", "отправлено", "получено", "Титульный лист", "проект", "с изъятиями",
        "Дата", "От кого", "Кому", "Тема", "Подтверждение отправки", "Получено",
        "Сам файл не передаётся: он содержит материалы, которые не раскрываются.",
    ),
}  # fmt: skip


def words(language: str) -> Words:
    """A language's row. CaseError for a language without one; another never stands in."""
    row = _ROWS.get(language)
    if row is None:
        raise CaseError(Problem(f"no packets are written in language '{language}'", hint=f"one of {', '.join(_ROWS)}"))
    return row
