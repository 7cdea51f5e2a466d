import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RegionCheckTask',
            fields=[
                ('task_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.task')),
            ],
            options={
                'verbose_name': "check by the region's editors",
                'verbose_name_plural': "checks by the region's editors",
            },
            bases=('wagtailcore.task',),
        ),
        migrations.CreateModel(
            name='RegionReviewTask',
            fields=[
                ('task_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.task')),
            ],
            options={
                'verbose_name': "review by the region's moderators",
                'verbose_name_plural': "reviews by the region's moderators",
            },
            bases=('wagtailcore.task',),
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('taken', 'Taken'), ('assigned', 'Given to somebody'), ('due_set', 'Expected date set'), ('check_passed', 'Editor check passed'), ('approved', 'Approved'), ('changes_asked', 'Changes requested'), ('not_suitable', 'Not suitable'), ('stopped', 'Review stopped'), ('handed_to_pool', 'Handed to the national pool'), ('published_alone', 'Published without a second person'), ('hidden', 'Hidden from the public'), ('shown_again', 'Shown to the public again'), ('withdrawn', 'Withdrawn by its contributor'), ('guest_invited', 'Guest reviewer invited'), ('guest_revoked', 'Guest link revoked'), ('guest_advised', "Guest reviewer's advice")], max_length=20)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('page_number', models.PositiveIntegerField(db_index=True)),
                ('page_title', models.CharField(max_length=255)),
                ('version', models.PositiveIntegerField(help_text='The revision that was decided about.', null=True)),
                ('workflow_number', models.PositiveIntegerField(db_index=True, null=True)),
                ('as_role', models.CharField(help_text='In which role, such as “Moderator, South East”.', max_length=200)),
                ('region', models.CharField(help_text="The page's region at that time.", max_length=200)),
                ('reason', models.CharField(blank=True, choices=[('not_coproduction', 'It is not about co-production'), ('not_maternity', 'It is not about maternity or neonatal care'), ('identifies', 'It could show who somebody is'), ('no_consent', 'It is not clear that the people in it agreed'), ('advertising', 'It advertises a product or a paid service'), ('duplicate', 'We have this example already'), ('mistake', 'It looks like a test or a mistake'), ('other', 'Something else')], max_length=20)),
                ('words', models.TextField(blank=True, help_text='What they wrote to the sender or to the record.')),
                ('details', models.JSONField(default=dict, help_text='What was set with it: names, not ids.')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'decision',
                'ordering': ['-at', '-pk'],
                'default_permissions': ('view',),
            },
        ),
        migrations.CreateModel(
            name='MailChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reviews', models.CharField(choices=[('at_once', 'One mail for each, at once'), ('daily', 'One mail a day with all that waits'), ('never', 'None')], default='at_once', max_length=20, verbose_name='mails about what waits for a decision')),
                ('reminders', models.BooleanField(default=True, help_text='That a page of yours is due for review, or that we would like to hear how an example went on.', verbose_name='reminders')),
                ('digest_sent_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='mail_choice', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='PublicNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('hidden', 'Taken down'), ('withdrawn', 'Withdrawn by those who shared it')], max_length=20)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('may_return', models.BooleanField(default=False, help_text='Those who withdrew it have sent it anew, so it may be published.')),
                ('page', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='public_notice', to=settings.WAGTAIL_PAGE_MODEL)),
                ('revision', models.ForeignKey(help_text='What was public, to be shown again.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now, help_text='When it last came in.')),
                ('due_on', models.DateField(help_text='The day by which the sender expects an answer.')),
                ('assigned_at', models.DateTimeField(blank=True, null=True)),
                ('assigned_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reviews_taken', to=settings.AUTH_USER_MODEL)),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to=settings.WAGTAIL_PAGE_MODEL)),
                ('workflow_state', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='review', to='wagtailcore.workflowstate')),
            ],
            options={
                'ordering': ['due_on', 'pk'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ReviewReminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.WAGTAIL_PAGE_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('due', models.DateField(help_text='The day of the check that it was about.')),
                ('late_since', models.DateTimeField(help_text='When the person was first told that this check is late.', null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('page', 'user'), name='knowledge_one_reminder_a_page')],
            },
        ),
    ]
