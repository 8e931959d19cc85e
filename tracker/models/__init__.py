"""THE TABLES. Importing this package names them all, so that every mapper is known."""

from tracker.models.blob import Blob
from tracker.models.clockwork import CalendarDay, FormReceipt, Job, Lease
from tracker.models.deadline import Deadline
from tracker.models.directive import Citation, Directive, DirectiveFile, NamedEvent
from tracker.models.draft_deed import DraftDeed
from tracker.models.duty import Duty, DutyLine, DutyUnit, Series, UnitReport
from tracker.models.event import Event
from tracker.models.evidence import Evidence, EvidenceRevision, EvidenceTask
from tracker.models.office import Office, Setting
from tracker.models.outbox_message import LedgerEntry, OutboxMessage, PlanRun
from tracker.models.progress_update import Obstacle, ProgressUpdate
from tracker.models.reading import Clause, Reading, Target
from tracker.models.report import Report, ReportSnapshotRow
from tracker.models.search_entry import SearchEntry, SearchKind
from tracker.models.submission import Submission, SubmissionRevision, Suspension
from tracker.models.task import Task, TaskLead, TaskPart
from tracker.models.task_draft import DraftClause, DraftUnit, ListDecision, TaskDraft
from tracker.models.unit import (
    Unit,
    UnitAlias,
    UnitGroup,
    UnitGroupAlias,
    UnitGroupMember,
    UnitName,
    UnitSuccession,
    UnitType,
)
from tracker.models.user import Membership, RoleGrant, Substitution, User

__all__ = [
    "Blob",
    "CalendarDay",
    "Citation",
    "Clause",
    "Deadline",
    "Directive",
    "DirectiveFile",
    "DraftClause",
    "DraftDeed",
    "DraftUnit",
    "Duty",
    "DutyLine",
    "DutyUnit",
    "Event",
    "Evidence",
    "EvidenceRevision",
    "EvidenceTask",
    "FormReceipt",
    "Job",
    "Lease",
    "LedgerEntry",
    "ListDecision",
    "Membership",
    "NamedEvent",
    "Obstacle",
    "Office",
    "OutboxMessage",
    "PlanRun",
    "ProgressUpdate",
    "Reading",
    "Report",
    "ReportSnapshotRow",
    "RoleGrant",
    "SearchEntry",
    "SearchKind",
    "Series",
    "Setting",
    "Submission",
    "SubmissionRevision",
    "Substitution",
    "Suspension",
    "Target",
    "Task",
    "TaskDraft",
    "TaskLead",
    "TaskPart",
    "Unit",
    "UnitAlias",
    "UnitGroup",
    "UnitGroupAlias",
    "UnitGroupMember",
    "UnitName",
    "UnitReport",
    "UnitSuccession",
    "UnitType",
    "User",
]
