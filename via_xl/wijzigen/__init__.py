"""Everything that changes a master: from its inputs and what the user says to the inputs it then holds."""
