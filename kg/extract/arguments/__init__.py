"""Where each noun phrase stands, seen from a trigger."""
