"""What groups do together behind a private link, without an account: gap analyses, a team's ladder, walls of notes."""
