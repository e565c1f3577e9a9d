"""The companies of the stories and their paper."""

from __future__ import annotations

from tools.sample_evidence.bills import Look

STUDIO = Look(
    "Studio Halvorsen",
    "14 Wharf Road · London N1 7RW · accounts@studio-halvorsen.example · +44 20 7946 0314",
    "Studio Halvorsen Ltd · registered in England, no. 09876543 · VAT GB123456789<br>"
    "Barclays · IBAN GB33 BUKB 2020 1555 5555 55 · BIC BUKBGB22 · or pay at https://pay.example/halvorsen",
    "#1f3a4d",
    "'House Sans'",
)
STUDIO_IN_HAMBURG = Look(
    "Studio Halvorsen",
    "Studio Halvorsen Ltd · Betriebsstätte Hamburg · Postfach 30 11 77 · 20304 Hamburg · +44 20 7946 0314",
    "Studio Halvorsen Ltd · Sitz: London · eingetragen in England, Nr. 09876543 · USt-IdNr. DE345678912<br>"
    "Barclays · IBAN GB33 BUKB 2020 1555 5555 55 · BIC BUKBGB22 · oder online: https://pay.example/halvorsen",
    "#1f3a4d",
    "'House Sans'",
)
PIKE = Look(
    "Pike &amp; Sons Joinery",
    "2 Tenter Ground · London E1 7NH · joiners and shopfitters since 1971",
    "Pike &amp; Sons, a partnership: R. Pike, S. Pike · VAT GB864209753 · UTR registered for CIS<br>"
    "Account 70872490 · sort code 40-02-50 · please quote the invoice number",
    "#5a3b1c",
    "'House Serif'",
)
