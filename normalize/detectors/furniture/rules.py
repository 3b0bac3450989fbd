"""The rules on web furniture."""

from __future__ import annotations

from normalize.model import Category
from normalize.rules import Rule, declare

_WHY = "It is counted, indexed and trained on as if the article said it."
_WHEN = "display; safe with `--furniture drop`, which takes the whole line out at the edges of a document"


def _rule(
    code: str, name: str, what: str, example: str, counter_example: str, when: str = _WHEN, why: str = _WHY
) -> Rule:
    shown = (example, "(reported; the line goes with `--furniture drop`)")
    return declare(Rule(code, name, Category.BOILERPLATE, what, why, when, shown, counter_example))


_SHOWN = "display"

NAVIGATION = _rule(
    "W401",
    "navigation",
    "A skip link, menu entry, language switch or the like at the beginning or end of a document.",
    "Skip to content",
    "Home Secretary",
)
SHARING = _rule(
    "W402",
    "sharing",
    "Share buttons, counters and calls to follow.",
    "Share on Facebook",
    "Shares fell on Friday",
)
NOTICE = _rule(
    "W403",
    "site-notice",
    "Lines on cookies, privacy and advertisements.",
    "Accept all cookies",
    "Grandmother's cookies",
)
SUBSCRIPTION = _rule(
    "W404",
    "subscription-call",
    "Calls to subscribe, to sign in, or to install an app.",
    "Subscribe to our newsletter",
    "Subscribers sue the company",
)
RELATED = _rule(
    "W405",
    "related-link",
    "Labels of links to other articles, also in their literal translations.",
    "To read also: the storm in pictures",
    "Related to the king",
)
COMMENTS = _rule(
    "W406",
    "comment-form",
    "Comment counters and the headings and labels of reply forms.",
    "Leave a Reply",
    "No comment from the ministry",
)
CREDIT = _rule(
    "W407",
    "credit",
    "Agency tails, photo credits, copyright lines and links to the source.",
    "With Reuters and ANSA",
    "With friends like these",
    _WHEN + "; a credit behind the last sentence of a line is only shown",
)
TWEET = _rule(
    "W408",
    "tweet-tail",
    "What an embedded tweet leaves behind: media link, author, handle and date.",
    "pic.twitter.com/a1b2c3 — Harbour Watch (@harbourwatch) May 4, 2021",
    "The handle (@harbourwatch) was new in May 2021",
    _SHOWN,
)
ASSET = _rule(
    "W409",
    "asset-name",
    "Names of image files, trackers and scripts that stand where the page had a picture or a program.",
    "google-play-badge_EN",
    "well-known",
)
AUTHOR = _rule(
    "W410",
    "author-note",
    "A note on the author or the desk below an article.",
    "About the author",
    "The author of the law",
)
REPEATED = _rule(
    "W411",
    "repeated-line",
    "A line at the edge of a document that stands in many documents of the folder, whose articles differ.",
    "Harbour Post, the paper for ports and islands (in each of 30 documents)",
    "By Anna Smith",
)
DEBRIS = _rule(
    "W412",
    "edge-debris",
    "A lone dash or bullet, a counter or a label among furniture, or a scrap in lower case at the edge of a document.",
    "–",
    "Berlin",
    _WHEN + "; a scrap in lower case is only shown",
)

BY_KIND = {
    "navigation": NAVIGATION,
    "share": SHARING,
    "notice": NOTICE,
    "subscription": SUBSCRIPTION,
    "related": RELATED,
    "comments": COMMENTS,
    "credit": CREDIT,
    "author": AUTHOR,
    "asset": ASSET,
    "weak": NAVIGATION,
    "repeated": REPEATED,
    "debris": DEBRIS,
}
RULES = tuple(dict.fromkeys(BY_KIND.values()))
