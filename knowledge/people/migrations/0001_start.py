import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('knowledge', '0001_start'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisation_words', models.CharField(blank=True, help_text='Its name as the person wrote it.', max_length=200)),
                ('state', models.CharField(choices=[('asked', 'Waiting to be confirmed'), ('confirmed', 'Confirmed'), ('declined', 'Not confirmed'), ('left', 'Ended')], default='asked', max_length=20)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, help_text='Why it was not confirmed; the person reads it.', max_length=500)),
                ('decided_by', models.ForeignKey(blank=True, help_text='Empty where the mail domain decided.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(blank=True, help_text='Empty while a person has to find or add the right one.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='knowledge.organisation')),
                ('region', models.ForeignKey(blank=True, help_text="Whose moderators look at it. Empty: the national pool's.", limit_choices_to={'kind': 'region'}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='knowledge.organisation')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['asked_at', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('organisation__isnull', False), ('state__in', ['asked', 'confirmed'])), fields=('user', 'organisation'), name='examples_one_open_membership'), models.UniqueConstraint(condition=models.Q(('organisation__isnull', True), ('state', 'asked')), fields=('user',), name='examples_one_unlisted_membership')],
            },
        ),
    ]
