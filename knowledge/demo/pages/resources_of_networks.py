"""Resources of bodies and networks beyond National Maternity Voices."""

from __future__ import annotations

from knowledge.demo.pages.a_resource import a_resource

NETWORK_RESOURCES = (
    a_resource(
        "understanding-integration",
        "Understanding integration: how to listen to and learn from people and communities",
        "the-kings-fund",
        "guide",
        "Ten principles and a roadmap for partners who want to learn from people’s experience.",
        """
        A guide by The King’s Fund for partners in integrated care. It has 10 guiding principles and a
        roadmap. The principles are on page 7. The hub lists them under
        [Listening to people and communities](page:listening-to-people-and-communities).
        """,
        topics=("listening", "integrated-care"),
        audiences=("leaders", "staff", "voices-members"),
        requirements=("ockenden-iea-2",),
        rungs=(4, 5, 6),
    ),
    a_resource(
        "healthwatch-oxfordshire-film",
        "Film on maternity experiences",
        "healthwatch-oxfordshire",
        "film",
        "A short film about the maternity care of Black, Asian and Mixed or minority ethnic people.",
        """
        Healthwatch Oxfordshire made this short film. In it you learn how Black, Asian and Mixed or
        minority ethnic women and birthing people found maternity services. The pack links to the
        page “Our videos” of Healthwatch Oxfordshire.
        """,
        use="Show it at the start of a meeting about equity. Leave time to talk afterwards.",
        topics=("equity", "listening"),
        audiences=("families", "voices-members", "staff", "leaders"),
        requirements=("perinatal-equity", "ockenden-iea-2"),
        rungs=(4, 5),
    ),
    a_resource(
        "healthwatch-spotlight",
        "Healthwatch: your spotlight on health and social care services",
        "healthwatch",
        "website",
        "The website of Healthwatch, to which people can tell how they found care.",
        "Healthwatch gathers what people think of health and social care. The pack names its website.",
        topics=("listening",),
        audiences=("families", "voices-members"),
        rungs=(4, 5),
    ),
    a_resource(
        "shared-voices-network",
        "Shared Voices Network",
        "royal-college-of-midwives",
        "network",
        "The Royal College of Midwives’ network, formerly the Maternity Voices Network.",
        """
        The Royal College of Midwives (RCM) co-produced this network. It wants maternity care to be better
        for everybody in it. It began as the Maternity Voices Network. Covid-19 put it on hold. It then
        got its new name, and a relaunch was due in 2023.

        Three sessions of the first phase are in [our list of videos](page:videos).
        """,
        topics=("voices-partnerships", "listening"),
        audiences=("voices-members", "staff", "families"),
        rungs=(6, 7),
    ),
    a_resource(
        "co-creating-the-network",
        "Co-creating the RCM Maternity Voices Network",
        "royal-college-of-midwives",
        "blog",
        "How the Royal College of Midwives and others made the network together.",
        """
        The Royal College of Midwives (RCM) tells how its network was co-created. The network is now
        called the [Shared Voices Network](page:shared-voices-network).
        """,
        topics=("co-production-basics", "voices-partnerships"),
        audiences=("voices-members", "staff"),
        rungs=(6, 7),
    ),
    a_resource(
        "co-production-collective",
        "Co-Production Collective",
        "co-production-collective",
        "network",
        "A community of people who care about co-production and learn from each other.",
        """
        A community for everybody who is interested in co-production. Its members work together so that
        things turn out better for all.
        """,
        url="https://coproductioncollective.co.uk",
        topics=("co-production-basics", "research"),
        audiences=("families", "voices-members", "staff", "researchers"),
        rungs=(7,),
    ),
    a_resource(
        "co-production-in-action-three",
        "Co-production in action: number three",
        "nihr",
        "guide",
        "The third of a series by NIHR on co-production in research.",
        """
        The series is about research that is done together with the people it concerns. This one gives
        principles and features of a co-produced research project. Two stand out. Real co-production
        needs more time and money, so plan for both. And power has to be shared.
        """,
        topics=("research", "co-production-basics"),
        audiences=("researchers", "voices-members"),
        rungs=(7,),
    ),
    a_resource(
        "nhs-co-production-factsheet",
        "Co-production factsheet",
        "nhs-england",
        "factsheet",
        "A short factsheet on co-production by NHS Personalised Care.",
        """
        NHS England’s work on personalised care has a factsheet about co-production. It is a quick way
        to bring a colleague up to date.
        """,
        topics=("personalised-care", "co-production-basics"),
        audiences=("staff", "leaders"),
        rungs=(6, 7),
    ),
    a_resource(
        "c4pc-co-production",
        "Coalition for Personalised Care: Co-production",
        "coalition-for-personalised-care",
        "website",
        "The coalition’s own page about co-production. It was formerly called C4CC.",
        """
        The Coalition for Personalised Care tells on this page what it means by co-production. Its earlier
        name was Coalition for Collaborative Care (C4CC).
        """,
        topics=("personalised-care", "co-production-basics"),
        audiences=("voices-members", "staff", "leaders"),
        rungs=(7,),
    ),
    a_resource(
        "co-creation-summit-blog",
        "Blog about the Co-creation Summit",
        "",
        "blog",
        "More about some of the co-creation methods, and others, from the Co-creation Summit.",
        """
        A blog that tells of the Co-creation Summit. It goes further into some of the [seven
        tools](page:tools), and into other methods. Its publisher is not recorded.
        """,
        topics=("facilitation",),
        audiences=("voices-members", "staff"),
        rungs=(6,),
    ),
)
