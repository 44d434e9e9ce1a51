"""Events: what each sentence tells, rule by rule, with status, place and salience."""
