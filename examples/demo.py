"""The pages that the demo adds with this app: three practice examples and both templates.

The facts are those of the resource pack; the sentences are the project's own. What the pack leaves
empty is empty here, and the pages say "Not recorded".
"""

from __future__ import annotations

from examples.template_fields import BUSINESS_AS_USUAL, PROJECTS
from knowledge.demo.blocks import Ref, heading, text
from knowledge.demo.specs import DemoPage

DEMO_PAGES: tuple[DemoPage, ...] = (
    DemoPage(
        model="examples.ExampleIndexPage",
        slug="examples",
        title="Practice examples",
        parent="home",
        summary="What groups in maternity and neonatal care did together, and what came of it.",
        in_menu=True,
        body=(
            text(
                """
                Each example follows one of two [practice templates](page:practice-templates). So you can
                compare them field by field.
                """
            ),
        ),
    ),
    DemoPage(
        model="examples.PracticeTemplatePage",
        slug="template-projects-and-programmes",
        title="Template for projects and programmes",
        parent="examples",
        summary="11 fields for work that has a beginning and an end.",
        topics=("evidence",),
        audiences=("voices-members", "staff"),
        fields={"practice_template": PROJECTS.key},
        body=(
            heading("When to use it"),
            text(
                """
                Use this template for a project or a programme: something that began, and that ends or will
                end. For work that goes on all the time, take the
                [business as usual template](page:template-business-as-usual).
                """
            ),
        ),
    ),
    DemoPage(
        model="examples.PracticeTemplatePage",
        slug="template-business-as-usual",
        title="Template for business as usual",
        parent="examples",
        summary="9 fields for co-production that is part of everyday work.",
        topics=("evidence",),
        audiences=("voices-members", "staff"),
        fields={"practice_template": BUSINESS_AS_USUAL.key},
        body=(
            heading("When to use it"),
            text(
                """
                Use this template for work that goes on, such as regular talks between an MVP chair and
                senior midwives. For work with an end, take the
                [projects and programmes template](page:template-projects-and-programmes).
                """
            ),
        ),
    ),
    DemoPage(
        model="examples.PracticeExamplePage",
        slug="sussex-personalised-care",
        title="Sussex: personalised care and support plan",
        parent="examples",
        summary=(
            "Service users, midwives and others in Sussex checked and improved a personal care plan "
            "before anybody had to use it."
        ),
        region="south-east",
        topics=("personalised-care", "listening", "equity"),
        audiences=("voices-members", "staff", "leaders"),
        requirements=("mis-safety-action-7", "ockenden-iea-2", "ockenden-iea-7"),
        rungs=(5, 6),
        fields={
            "practice_template": PROJECTS.key,
            "organisation": Ref("organisation", "sussex-lmns"),
            "project_title": "Personalised Care and Support Plan in Sussex",
            "aims": (
                "A Personalised Care and Support Plan (PCSP) sets out the care that one person wants "
                "and needs. Two national plans, Better Births and the NHS Long Term Plan, asked for "
                "one for 100% of people who use maternity services, by 31 March 2021.\n\n"
                "Sussex wanted many kinds of service users to look at the plan first, above all those "
                "who are seldom heard. Many kinds of health professionals were to look at it too.\n\n"
                "The plan had to be easy for both sides to use. It had to do its job: a plan of their "
                "own for each woman and birthing person. It also had to come on paper and on screen, "
                "and in the languages that people in Sussex use most."
            ),
            "scope": (
                "- Everyone who uses maternity services in Sussex.\n"
                "- The midwives and other health professionals who fill in the plan with them."
            ),
            "date_commenced": "January 2020 (SUV appointed September 2020)",
            "date_completed": "March 2021",
            "stakeholders": (
                "Who took part:\n"
                "- the chairs of the Maternity Voices Partnerships (MVPs)\n"
                "- a service user voice (SUV), who led on the plan\n"
                "- service users from all over Sussex\n"
                "- midwives and other professionals from all over Sussex\n"
                "- the commissioner for maternity and personalised care\n"
                "- the local system’s (LMNS) project manager\n"
                "- from every trust, its Better Births lead midwife.\n\n"
                "How they came together: there were first talks, then a business case. It went to the "
                "programme board of the LMNS, and to the personalisation team.\n\n"
                "How they were involved: one service user was appointed to speak for others about the "
                "plan. She met as many people as she could, all over Sussex, and asked what they thought."
            ),
        },
    ),
    DemoPage(
        model="examples.PracticeExamplePage",
        slug="sussex-peer-support",
        title="Sussex: peer support",
        parent="examples",
        summary=(
            "Peer support in Sussex for pregnant women and people from Black, Asian and other ethnic "
            "minority groups."
        ),
        region="south-east",
        topics=("peer-support", "perinatal-mental-health", "equity"),
        audiences=("voices-members", "staff", "leaders", "families"),
        requirements=("perinatal-equity", "ockenden-iea-2"),
        rungs=(6,),
        fields={
            "practice_template": PROJECTS.key,
            "organisation": Ref("organisation", "sussex-lmns"),
            "project_title": (
                "Peer support in Sussex for pregnant women and people from Black, Asian and other "
                "ethnic minority groups"
            ),
            "aims": (
                "- Fill a gap. About 20% of birthing parents are thought to have mild to moderate "
                "problems of perinatal mental health (PNMH). In the pandemic, and among people from "
                "ethnic minorities, it may be more.\n"
                "- Help people to know and understand these problems, and take away the shame.\n"
                "- Help this group, which may be at greater risk, to know of other services and to "
                "reach them. Examples are specialist perinatal mental health services (SPMHS) and "
                "talking therapies (IAPT).\n"
                "- Lower the risk that nobody notices a problem in Black, Asian and Mixed ethnicity "
                "parents, or that the help they get does not fit them."
            ),
            "scope": (
                "How diverse Sussex is differs from place to place, as the PHE Fingertips data show. In "
                "East Sussex and parts of coastal West Sussex, few people from ethnic minorities use "
                "maternity services. In North Sussex (Crawley) and in Brighton & Hove there are many "
                "more."
            ),
            "date_completed": "Due to be evaluated and reviewed in June 2022",
            "date_commenced": "July 2020 – EOI (expression of interest) invited; March 2021 – started; June 2021",
            "stakeholders": (
                "Who took part:\n"
                "- the strategic lead: an MVP chair\n"
                "- commissioners for maternity, mental health and personalised care\n"
                "- the local system’s (LMNS) project manager\n"
                "- the clinical lead of the perinatal mental health network, and of the mental health "
                "trust\n"
                "- the lead obstetrician for perinatal mental health\n"
                "- the lead midwife for Better Births\n"
                "- a specialist midwife and health visitors\n"
                "- community groups and voluntary organisations.\n\n"
                "How they came together: first talks, then a business case. It was shown to the LMNS "
                "programme board, the personalisation team, the perinatal mental health network, and "
                "the disparities group of the integrated care system (ICS)."
            ),
        },
    ),
    DemoPage(
        model="examples.PracticeExamplePage",
        slug="kent-and-medway-thrive",
        title="Kent and Medway: Thrive",
        parent="examples",
        summary=(
            "People who went through birth trauma or loss helped to set up a new psychological service "
            "in Kent and Medway."
        ),
        region="south-east",
        topics=("perinatal-mental-health", "listening"),
        audiences=("voices-members", "staff", "leaders", "families"),
        requirements=("ockenden-iea-2",),
        rungs=(4, 6),
        fields={
            "practice_template": PROJECTS.key,
            "is_sensitive": True,
            "content_note": "This example speaks about birth trauma and loss.",
            "organisation": Ref("organisation", "kent-and-medway-partnership-trust"),
            "project_title": (
                "Co-production in setting up the Maternal Mental Health Service (MMHS) of Kent and "
                "Medway: “Thrive – Psychological Support for Birth Trauma and Loss”"
            ),
            "aims": (
                "The NHS Long Term Plan sets a goal for perinatal mental health and maternity together. "
                "By 2023/24 every part of the country is to have a Maternal Mental Health Service. At "
                "first these were called Maternity Outreach Clinics. They bring maternity care, "
                "reproductive health and psychological therapy together. They are for women whose mental "
                "health suffers because of pregnancy, birth or loss.\n\n"
                "In September 2020 NHS England asked for proposals to test such a service in 2020/21 and "
                "2021/22. Kent and Medway CCG, which paid for care, and two trusts wrote one together. "
                "The trusts were East Kent Hospitals (EKHUFT) and the Kent and Medway Partnership Trust "
                "(KMPT). They asked to be an early implementer in East Kent.\n\n"
                "Staff, colleagues and people who had lived through birth trauma and loss were asked "
                "about the name. It became “Thrive – Psychological Support for Birth Trauma and "
                "Perinatal Loss”.\n\n"
                "The service was quite new. So people who knew birth trauma, loss or tokophobia (a severe "
                "fear of giving birth) were to be part of it from the start. They could say where it "
                "should be, so that nobody has to go back to a building with bad memories. They could "
                "say which treatment would help most, and how the clinic should work.\n\n"
                "Leaflets, posters, pictures, the name and the language were to be co-produced as well. In "
                "the end it should be a service built with these people and for them: fair, open to all, "
                "and right for its purpose."
            ),
        },
    ),
)
