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
_BY_MODEL = _WHEN + "; only where the line and all around it leave no doubt"

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
MENU = _rule(
    "W413",
    "menu",
    "A label among labels: an entry of a menu, a button, a tag, the heading of a block of links.",
    "Fixtures & Results",
    "A list of winners",
    _BY_MODEL,
)
TEASER = _rule(
    "W414",
    "teaser",
    "The headline of another article, among links or below a label.",
    "Gull steals wedding ring and returns it",
    "A sub-heading between two paragraphs",
    _BY_MODEL,
)
BYLINE = _rule(
    "W415",
    "byline-and-date",
    "Who wrote an article, when it was published, how long it takes to read: on lines of their own.",
    "Updated 11:05, 14 March 2023",
    "The ferry sank on 14 March 2023.",
    _BY_MODEL,
)
CAPTION = _rule(
    "W416",
    "caption",
    "What stands below a picture, also printed twice.",
    "The old quay at night (Photo: port authority)",
    "He stood on the old quay at night.",
    _BY_MODEL,
)
LANGUAGES = _rule(
    "W417",
    "language-switcher",
    "The languages that a site has, as names or codes.",
    "FR | EN | DE",
    "He speaks French, English and German.",
    _BY_MODEL,
)
SITE_TITLE = _rule(
    "W418",
    "title-with-site",
    "The title of the page: the headline, which comes again, and the name of the site behind it.",
    "Ferry stays in port | The Harbour Post",
    "Ferry stays in port – for a third day",
    _BY_MODEL,
)
SITE_LINE = _rule(
    "W419",
    "site-line",
    "Any other line or sentence that a site says of itself, among furniture.",
    "You can unsubscribe at any time.",
    "You can leave at any time.",
    _BY_MODEL,
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
    "menu": MENU,
    "teaser": TEASER,
    "byline": BYLINE,
    "caption": CAPTION,
    "languages": LANGUAGES,
    "title": SITE_TITLE,
    "site": SITE_LINE,
    "tweet": TWEET,
}
RULES = tuple(dict.fromkeys(BY_KIND.values()))
