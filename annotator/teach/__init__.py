"""What a class made of a lesson: values in, figures out. No Qt, no SQL, no clock; core alone.

`classwork` holds what is looked at, an article with its key and what the class labelled. `heat` and
`places` say where the class marked, `confusion` which tags it took for others, `scores` and `gain`
how its students did, `rewordings` and `stories` what there is to compare in words. `wording` says
it in English. None of the values that are made to be shown to a class names a student.
"""
