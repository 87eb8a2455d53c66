"""The same work done by doccano, by Label Studio and by this program, each on this machine."""
