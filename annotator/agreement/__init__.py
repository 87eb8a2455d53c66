"""Agreement: values in, figures out. No Qt, no SQL, no files, no clock; core and numpy alone.

`values` holds what is compared, `figure` what comes out. `questions` and `spans` measure, `gamma`
aligns, `disputes` finds the places, `aggregation` decides by votes, `quality` looks at one
annotator beside the rest, `meaning` says what a figure amounts to in this field and `wording` says
it in English.

numpy takes a tenth of a second to import, so import these modules where they are used.
"""
