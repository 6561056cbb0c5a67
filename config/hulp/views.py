"""The pages of the help. They are the same for everybody; what is of one's own role comes first."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gedeeld.actor import ActorRequest

from . import begrippen as woorden
from . import verantwoording as account
from .dagen import dag_van, dagen


@require_safe
def hulp(request: ActorRequest) -> HttpResponse:
    """Where to begin."""
    return render(
        request, "hulp/hulp.html", {"eigen": dag_van(request.actor), "dagen": [*dagen().values()]}
    )


@require_safe
def eerste_dag(request: ActorRequest, rol: str) -> HttpResponse:
    """A first day; the steps link only for who has that role, others read them."""
    if rol not in dagen():
        raise Http404
    eigen = dag_van(request.actor)
    is_eigen = eigen.sleutel == rol
    inhoud = {"dag": eigen if is_eigen else dagen()[rol], "is_eigen": is_eigen}
    return render(request, "hulp/eerste_dag.html", inhoud)


@require_safe
def begrippen(request: ActorRequest) -> HttpResponse:
    """The words that are used here."""
    return render(request, "hulp/begrippen.html", {"begrippen": woorden.begrippen()})


@require_safe
def verantwoording(request: ActorRequest, bron: str = "convenant") -> HttpResponse:
    """What serves and proves each clause of one source."""
    groepen = account.groepen()
    if bron not in groepen:
        raise Http404
    tabs = [
        {
            "label": groep.naam,
            "url": reverse("hulp:verantwoording_bron", args=[groep.sleutel]),
            "actief": groep.sleutel == bron,
            "aantal": len(groep.clausules),
        }
        for groep in groepen.values()
    ]
    return render(request, "hulp/verantwoording.html", {"groep": groepen[bron], "tabs": tabs})


@login_not_required
@require_safe
def toegankelijkheid(request: HttpRequest) -> HttpResponse:
    """The accessibility statement, also for who can't log in."""
    return render(request, "hulp/toegankelijkheid.html")
