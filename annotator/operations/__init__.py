"""What a person does: functions with verbs for names. Both faces call the same ones."""
