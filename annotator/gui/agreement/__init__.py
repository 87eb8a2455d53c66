"""The Agreement workspace: how far annotators agree, where they part, the places in the text."""
