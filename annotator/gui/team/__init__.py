"""The Team workspace: people, what each is to annotate, hand-ins, what the project decides."""
