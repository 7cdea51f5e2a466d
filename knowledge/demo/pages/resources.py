"""Resources that others published. One whose address the pack does not give has none here."""

from __future__ import annotations

from knowledge.demo.pages.a_resource import a_resource
from knowledge.demo.pages.resources_of_networks import NETWORK_RESOURCES
from knowledge.demo.specs import DemoPage

RESOURCE_PAGES = (
    DemoPage(
        model="knowledge.ResourceIndexPage",
        slug="resources",
        title="Resources",
        parent="home",
        region="south-east",
        summary="Guides, toolkits, films and networks by others that help you to co-produce.",
        in_menu=True,
    ),
    a_resource(
        "six-elements-of-co-production",
        "Six elements of co-production",
        "new-economics-foundation",
        "model",
        "The six elements by which the New Economics Foundation recognises co-production.",
        """
        The New Economics Foundation (NEF) describes co-production by six elements. They are named in
        [What is co-production?](page:what-is-co-production).
        """,
        use="Hold a project against the six. Which of them can you see? Which one is missing?",
        topics=("co-production-basics",),
        audiences=("families", "voices-members", "staff", "leaders"),
        rungs=(7,),
    ),
    a_resource(
        "co-production-model",
        "A Co-production Model",
        "coalition-for-personalised-care",
        "model",
        "5 values and 7 steps of co-production, by the former Coalition for Collaborative Care (C4CC).",
        """
        The model says what co-production is. It gives 5 values and 7 practical steps. The Coalition
        for Personalised Care publishes it. When it was made, the body was called the Coalition for
        Collaborative Care (C4CC).
        """,
        use="Read the values aloud at the start of a project. Agree how you will notice each one.",
        topics=("co-production-basics",),
        audiences=("voices-members", "staff", "leaders"),
        rungs=(6, 7),
    ),
    a_resource(
        "c4cc-steering-group-paper",
        "C4CC Steering Group v5",
        "coalition-for-personalised-care",
        "model",
        "The paper that sets out the 5 values and 7 steps of the model.",
        """
        A paper of the coalition’s steering group, in its fifth version. It holds the 5 values and the
        7 steps. The pack’s link led to a copy on the website elft.nhs.uk.
        """,
        topics=("co-production-basics",),
        audiences=("staff", "leaders"),
        rungs=(6, 7),
    ),
    a_resource(
        "ladder-of-co-production",
        "Ladder of Co-production",
        "think-local-act-personal",
        "model",
        "Seven rungs that show how much power people have, by Think Local Act Personal (TLAP).",
        """
        The ladder shows the steps towards full co-production in health and social care. It is based on
        Arnstein’s Ladder of Participation. Its seven rungs have their own page on the hub:
        [the ladder of co-production](page:ladder).

        The pack names TLAP’s website, [thinklocalactpersonal.org.uk](http://www.thinklocalactpersonal.org.uk),
        but not the ladder’s own page there.
        """,
        topics=("co-production-basics", "self-assessment"),
        audiences=("voices-members", "staff", "leaders"),
        rungs=(1, 2, 3, 4, 5, 6, 7),
    ),
    a_resource(
        "co-production-and-involvement-audit",
        "Co-production & Involvement Audit",
        "co-production-network-for-wales",
        "audit",
        "An online tool with which an organisation checks how well it co-produces.",
        """
        A self-assessment for organisations, to be filled in online. Co-production Network for Wales
        made it. It shows where you stand now and what you could improve.
        """,
        url="https://info.copronet.wales/audit-online/",
        use="""
        Fill it in with service users, not for them. See [Gap analysis](page:gap-analysis) for five
        steps.
        """,
        topics=("self-assessment",),
        audiences=("voices-members", "staff", "leaders"),
        rungs=(3, 4, 5),
    ),
    a_resource(
        "maternity-prompt-guide",
        "Maternity prompt guide to the audit",
        "south-east",
        "guide",
        "Suggestions by the South East region for using the Wales audit in maternity care.",
        """
        A guide to go with the [Co-production & Involvement
        Audit](page:co-production-and-involvement-audit). It helps a maternity service to choose what
        to look at and what to ask.
        """,
        topics=("self-assessment",),
        audiences=("voices-members", "staff", "leaders"),
        rungs=(4, 5),
    ),
    a_resource(
        "national-maternity-voices",
        "National Maternity Voices website",
        "national-maternity-voices",
        "website",
        "The association of independent lay chairs of Maternity Voices Partnerships in England.",
        """
        National Maternity Voices (NMV) links the chairs of Maternity Voices Partnerships (MVPs). The
        website holds their toolkit, webinars and examples. Partnerships that cover newborn care too are
        called MNVPs.
        """,
        topics=("voices-partnerships",),
        audiences=("voices-members", "families", "staff"),
        rungs=(5, 6, 7),
    ),
    a_resource(
        "mvp-toolkit",
        "Maternity Voices Partnerships Toolkit",
        "national-maternity-voices",
        "toolkit",
        "How to set up, develop and maintain a Maternity Voices Partnership (MVP or MNVP).",
        """
        A full toolkit by National Maternity Voices. It guides you when you set up a Maternity Voices
        Partnership (MVP), and when you want to develop it or keep it alive. It serves a Maternity and
        Neonatal Voices Partnership (MNVP) just as well.
        """,
        use="New chairs may read it in one go. Others can look up one question at a time.",
        topics=("voices-partnerships",),
        audiences=("voices-members", "staff", "leaders"),
        requirements=("mis-safety-action-7", "ockenden-iea-2"),
        rungs=(5, 6, 7),
    ),
    a_resource(
        "mvp-co-production-examples",
        "Examples of MVP co-production",
        "national-maternity-voices",
        "collection",
        "What other Maternity Voices Partnerships did, collected by National Maternity Voices.",
        """
        A collection of examples from Maternity Voices Partnerships (MVPs). Look here for ideas before
        you begin something new.
        """,
        topics=("voices-partnerships", "evidence"),
        audiences=("voices-members", "staff"),
        requirements=("ockenden-iea-2",),
        rungs=(6, 7),
    ),
    a_resource(
        "nmv-futurenhs-hub",
        "National Maternity Voices on FutureNHS",
        "national-maternity-voices",
        "network",
        "A shared space for National Maternity Voices on the Maternity Transformation Programme’s hub.",
        """
        FutureNHS is an online workspace. The Maternity Transformation Programme (MTP) has a hub there.
        National Maternity Voices uses a part of it to share and to work together.
        """,
        topics=("voices-partnerships",),
        audiences=("voices-members", "staff"),
    ),
    a_resource(
        "nmv-nhs-england-webinars-2019",
        "Joint webinars of National Maternity Voices and NHS England",
        "national-maternity-voices",
        "webinar",
        "Webinars of 2019 that help local maternity systems to co-produce through their MVPs.",
        """
        National Maternity Voices made them in 2019, together with NHS England and NHS Improvement. They
        are for Local Maternity Systems (LMS), now called Local Maternity and Neonatal Systems (LMNS).
        They show how to co-produce with women and families through local MVPs.
        """,
        year="2019",
        topics=("voices-partnerships", "co-production-basics"),
        audiences=("leaders", "staff", "voices-members"),
        rungs=(6, 7),
    ),
    *NETWORK_RESOURCES,
)
