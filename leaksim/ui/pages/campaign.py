"""The page behind a personal link: what the training is, what is recorded, and the way in."""

from __future__ import annotations

from leaksim.errors import LeaksimError
from leaksim.i18n import translate
from leaksim.ui.address import Address
from leaksim.ui.campaign_messages import Enter
from leaksim.ui.component import Component
from leaksim.ui.pages.frame import Page
from leaksim.ui.parts import CampaignCard
from leaksim.ui.present_campaign import campaign_card
from leaksim.ui.service import ParticipantService


class CampaignPage(Page):
    """Opened by a personal token; raises NotFound where it opens nothing (any more)."""

    name = "campaign"

    def __init__(self, service: ParticipantService, address: Address) -> None:
        super().__init__(address.language)
        self.service = service
        self.address = address
        visit = service.visit(address.token, self.language)
        self.card = CampaignCard(
            campaign_card(visit, self.language),
            language=self.language,
            receive=self._on_enter,
            failed=self.report_failure,
        )
        self.put(self.card)

    def refresh(self) -> None:
        super().refresh()
        visit = self.service.visit(self.address.token, self.language)
        self.card.show(campaign_card(visit, self.language), self.language)

    def _on_enter(self, part: Component, message: Enter) -> None:
        try:
            token = self.service.begin(self.address.token, self.language)
        except LeaksimError:
            # Most likely the campaign closed while the page was open; what it is now stands above the message.
            self.refresh()
            part.refuse(message.serial, translate("error.not_startable", self.language))
            return
        part.send({"type": "go", "address": self.address.of_training(token, self.language)})
