"""The register of cases: each is a function that lets things happen in a scene and says what must follow."""

from dataclasses import dataclass, field

from catalogue import CATALOGUE
from scene import Scene
from world import names_of_its_own


@dataclass(frozen=True)
class Case:
    """One folder."""

    id: str
    variant: str | None
    title: str
    twin_of: str | None
    features: tuple
    run: object
    arguments: dict = field(default_factory=dict)

    @property
    def folder(self) -> str:
        return f"{self.id}-{self.variant}" if self.variant else self.id

    def play(self) -> Scene:
        with names_of_its_own():
            scene = Scene(self.folder, self.features)
            self.run(scene, **self.arguments)
            scene.finish()
        return scene


CASES: dict[str, Case] = {}


def case(id: str, variant: str | None = None, title: str | None = None, features=(), **arguments):
    """Register a case; stacked, a function makes several variants, each with its `arguments`.

    The title is the catalogue's, with what distinguishes the variant behind it.
    """
    whole = CATALOGUE[id].title if title is None else f"{CATALOGUE[id].title}: {title}"
    return register(Case(id, variant, whole, None, tuple(features), None, arguments))


def twin(id: str, title: str, of: str | None = None, features=(), **arguments):
    """Register the mutated twin of a case that must be accepted (`of` names its folder if not `id`)."""
    return register(Case(id, "twin", title, of or id, tuple(features), None, arguments))


def register(made: Case):
    def decorate(function):
        if made.folder in CASES:
            raise ValueError(f"{made.folder} is there twice")
        CASES[made.folder] = Case(made.id, made.variant, made.title, made.twin_of, made.features,
                                  function, made.arguments)
        return function
    return decorate
