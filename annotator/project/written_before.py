"""What an annotator wrote before in a free field, or to a free question: to be chosen, not typed.

The same target written in one way can be counted; and nobody is shown what others wrote.
"""

from annotator.core.model import Field, Question
from annotator.core.work import Progress, Work
from annotator.project.door import Project

MOST = 200
"""So many are offered at the most."""


def written_before(project: Project, annotator_id: str, field: Field) -> Work[list[str]]:
    """The texts the annotator gave this Field or Question, those given most often first.

    Of texts given as often, the one given last comes first.
    """
    yield Progress(0, 1)
    if isinstance(field, Question):
        return project.store.answers_written(annotator_id, field.key, MOST)
    return project.store.field_texts_written(annotator_id, field.key, MOST)
