"""What the hub has for each section, region, rung, requirement and audience, and asking for what is missing."""
