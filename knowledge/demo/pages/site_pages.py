"""Pages about the site itself: accessibility, privacy, terms, contact and take-down, about."""

from __future__ import annotations

from knowledge.demo.blocks import callout, elements, heading, page_link, text
from knowledge.demo.specs import DemoPage


def a_site_page(slug: str, title: str, summary: str, *body) -> DemoPage:
    """A page about the site."""
    return DemoPage(
        model="knowledge.InformationPage",
        slug=slug,
        title=title,
        parent="home",
        summary=summary,
        body=body,
    )


SITE_PAGES = (
    DemoPage(
        model="knowledge.GlossaryPage",
        slug="glossary",
        title="Glossary",
        parent="home",
        summary="Words and acronyms of maternity, neonatal care and co-production, in plain English.",
        body=(
            text(
                """
                Many names in this field have changed. Search knows the old and the new ones. Is a word
                missing? [Tell us](page:contact).
                """
            ),
        ),
    ),
    a_site_page(
        "about",
        "About the hub",
        "What the hub is, where its content comes from, and how it is kept right.",
        heading("What it is"),
        text(
            """
            The hub is a knowledge base for co-production in maternity and neonatal services. It holds a
            [resource pack](page:resource-pack), [resources](page:resources), [videos](page:videos),
            [co-creation tools](page:tools) and [practice examples](page:examples).

            It takes the place of a slide deck that people mailed to each other. Here you can search all
            of it, and you always have the latest version.
            """
        ),
        heading("Where the content comes from"),
        text(
            """
            This is the demo edition. It is based on version 0.5 of the South East’s maternity and neonatal
            co-production resource pack, of July 2022, and on a web page of tools. Names, titles, links and
            figures come from there. The sentences are new. Drawings, worksheets and the video are our own.
            """
        ),
        heading("How it is kept right"),
        text(
            """
            - Every page has an owner, and a date when it is to be checked again.
            - Somebody else checks each page before it is published, and each change of it.
            - Links that nobody could confirm are marked as being checked.
            """
        ),
        heading("Find your way round"),
        text("This [short video](page:find-your-way-round) shows the hub in under a minute."),
    ),
    a_site_page(
        "accessibility",
        "Accessibility statement",
        "How accessible the hub is, what we know is missing, and how to tell us of a barrier.",
        heading("What we aim for"),
        text(
            """
            We want as many people as possible to be able to use this site. We aim for level AA of the Web
            Content Accessibility Guidelines (WCAG), version 2.2. That means you should be able to:

            - zoom in to 400% without losing text
            - use the whole site with a keyboard
            - use the site with a screen reader
            - read it without JavaScript
            - read the text of our own videos.
            """
        ),
        heading("What we know is missing"),
        text(
            """
            - We have no captions or transcripts for most videos by others. We add them when we can.
            - Some files and websites that we link to are by others. We cannot change them.
            - The drawings have text descriptions. Long ones are also told in the text beside them.
            """
        ),
        heading("How we test"),
        text(
            """
            Automatic tests check every kind of page, on a small and on a large screen. They do not find
            everything. This demo has not yet been tested by people with disabilities.
            """
        ),
        heading("Tell us of a barrier"),
        text(
            """
            Is something hard to use? [Tell us](page:contact). Say which page it was and what you use, such
            as a screen reader. You can also ask for a page in another format.
            """
        ),
    ),
    a_site_page(
        "privacy",
        "Privacy notice",
        "What personal data the hub keeps, why, for how long, and what your rights are.",
        heading("If you only read"),
        text(
            """
            You can read and search without an account. We set no cookies for tracking, and we do not pass
            your visit on to anybody. A video on another website loads only after you click on it. Then that
            website may set its own cookies.

            """
        ),
        heading("If you keep a list"),
        text(
            """
            “My list” is kept in your browser, on your device. We do not see it. If you share it, the link
            itself holds the list, and your notes if you say so: whoever has the link can read them, and
            our server's log of requests may show them for as long as it is kept.

            If you have a list made into a Word file or PDF, we keep the file, with your notes, for one day.
            """
        ),
        heading("If you search"),
        text(
            """
            We keep the words of searches for 90 days, so that we can see what is missing. With the words we
            keep the day, how much was found, and whether a result was opened. We do not keep who
            searched, from where, or at what time.

            - E-mail addresses, phone numbers and other long numbers are taken out before we keep anything.
            - Editors see a search only if it found nothing, or if three people searched for the same.
            - Other visitors see a search only if five people made it and our pages hold all of its words.
            - Please do not type anybody’s name or health details into the search box.

            If you search again from the page of results, a random code in that page ties the two searches
            together. It is deleted after two days. It is not a cookie.

            Does your browser send “Global Privacy Control” or “Do Not Track”? Then we do not count whether
            you open a result.
            """
        ),
        heading("If your group does a gap analysis"),
        text(
            """
            We keep what your group types. We do not keep who typed it. Whoever has the private link can read
            it, and nobody else can: not even we. It is deleted when you close it, or two years after its last
            use. Please write about your service, never about a person.

            Your browser keeps a small cookie that tells us it has opened the link before. It opens nothing.
            On a team’s ladder a second one lets you change your answer for a day.
            """
        ),
        heading("If you share an example"),
        text(
            """
            We keep your e-mail address, and your name and organisation if you give them. We need them so that
            you can sign in and so that we can write to you about your example. The public never sees your
            address. People who write an example with you see your name or address. So do the moderators of
            your region.

            On [your account page](/account/) you can download everything that we hold about you, change your
            address and delete your account.
            """
        ),
        heading("How long we keep it"),
        text(
            """
            - **Your account and drafts**: until you delete them.
            - **Published examples**: for good, under the licence that you agreed to. You choose whether you
              are named, and you can ask us to take one down.
            - **Histories of who did what**: for good. When you delete your account, a label such as “Former
              contributor 3f2a” takes the place of your name and address there.
            - **Mails that we sent**: 90 days. Sign-in codes work for 15 minutes.
            - **How often something was sent from your internet connection**: up to a day, to keep out spam.
              We keep no list of addresses.
            """
        ),
        heading("If you send us a message"),
        text(
            """
            We keep your message. We keep your e-mail address only if you want an answer, and delete it when
            the message is dealt with.
            """
        ),
        callout(
            "Please leave people out",
            """
            Do not put names of patients, NHS numbers or dates of birth into an example or a message. Nobody
            should be able to tell who it is about.
            """,
        ),
        heading("Your rights"),
        text(
            """
            You can ask what we hold about you. You can ask us to correct or delete it. [Write to
            us](page:contact). The organisation that runs this hub must add its own name and address here
            before it goes live.
            """
        ),
    ),
    a_site_page(
        "terms",
        "Terms of use",
        "What you may do with the content, and the licence that you grant when you share an example.",
        heading("Using the content"),
        text(
            """
            You may share and change what the hub itself wrote, if you say where it is from. It is under the
            [Creative Commons Attribution 4.0 licence (CC BY
            4.0)](https://creativecommons.org/licenses/by/4.0/).

            Resources that we link to belong to their publishers. Their own terms hold for those.
            """
        ),
        heading("When you share an example"),
        elements(
            (
                ("You keep your rights", "What you wrote stays yours."),
                (
                    "You grant a licence",
                    "You let everybody use your example under CC BY 4.0. They may share and change it, "
                    "and must name the source.",
                ),
                (
                    "You have the right to share it",
                    "It is your work, or those who did it with you agree.",
                ),
                (
                    "Nobody can be recognised",
                    "No patient, parent or baby can be told from the text.",
                ),
                (
                    "You can take it back",
                    "Ask us at any time, and we withdraw it. Copies that others made under the licence "
                    "stay lawful.",
                ),
            ),
            numbered=True,
        ),
        heading("No medical advice"),
        text(
            """
            The hub is about working together. It does not give medical advice. If you are worried about
            yourself or your baby, contact your midwife, your GP or NHS 111. In an emergency call 999.
            """
        ),
    ),
    a_site_page(
        "contact",
        "Contact and take-down",
        "How to reach us, and how to ask us to take something down.",
        heading("Write to us"),
        text(
            """
            Use the feedback link at the foot of any page. For the pack itself you can write to
            [england.sematernity@nhs.net](mailto:england.sematernity@nhs.net).
            """
        ),
        heading("Ask us to take something down"),
        text(
            """
            Is there something about you on the hub that should not be there? Does it use your work without
            permission? Then tell us:

            1. which page it is, best with its address
            2. what is wrong with it
            3. how we can reach you.

            A person reads every request. If somebody could be hurt by the content, we hide it first and
            look into it after that.
            """
        ),
        page_link("terms"),
        page_link("privacy"),
    ),
)
