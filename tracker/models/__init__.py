"""THE TABLES. Importing this package names them all, so that every mapper is known."""

from tracker.models.blob import Blob, BlobScan
from tracker.models.calendar_feed import CalendarFeed
from tracker.models.charge import LeaderCharge, UnitField, WorkField
from tracker.models.clockwork import CalendarDay, FormReceipt, Job, Lease, RateCount
from tracker.models.comment import Comment, CommentMention
from tracker.models.deadline import Deadline
from tracker.models.directive import Citation, Directive, DirectiveFile, NamedEvent
from tracker.models.directive_origin import DirectiveOrigin
from tracker.models.draft_deed import DraftDeed
from tracker.models.duty import Duty, DutyLine, DutyUnit, UnitReport
from tracker.models.duty_fingerprint import DutyFingerprint
from tracker.models.event import Event
from tracker.models.evidence import Evidence, EvidenceRevision, EvidenceTask
from tracker.models.explanation import Explanation, ExplanationTask
from tracker.models.extension_request import ExtensionRequest
from tracker.models.history_link import HistoryHead, HistoryLink, HistoryTail
from tracker.models.index_round import (
    IndexDeed,
    IndexRound,
    IndexSheet,
    SheetCharge,
    SheetPaper,
    SheetQuestion,
)
from tracker.models.index_set import IndexItem, IndexSet
from tracker.models.instruction import Instruction
from tracker.models.issuance import Issuance
from tracker.models.kept_form import KeptForm
from tracker.models.live_host import LiveHost
from tracker.models.meeting import Meeting, MeetingDecision, MeetingUnit
from tracker.models.message_gateway import MessageGateway
from tracker.models.obstacle import Obstacle, ObstacleDeed
from tracker.models.office import Office, Setting
from tracker.models.official_paper import OfficialPaper, PaperNumberRow
from tracker.models.outbox_message import LedgerEntry, OutboxMessage, PlanRun
from tracker.models.outside_index import EmulationFormula, OutsideIndex
from tracker.models.paper_template import PaperTemplate
from tracker.models.planned_succession import PlannedSuccession
from tracker.models.prepared_result import PreparedEvidence, PreparedResult
from tracker.models.progress_update import ProgressUpdate
from tracker.models.questionnaire import (
    Questionnaire,
    SurveyLink,
    SurveyLinkUse,
    SurveyPaper,
    SurveyQuestion,
    SurveyTally,
)
from tracker.models.reading import Clause, Reading
from tracker.models.reminder_rule import ReminderRuleRow, ReminderRungRow
from tracker.models.report import Report, ReportSnapshotRow, ReportText
from tracker.models.reporting_regime import ReportingRegime
from tracker.models.saved_filter import FirstLook, SavedFilter
from tracker.models.search_entry import SearchEntry, SearchKind
from tracker.models.series import Series, SeriesRule, SeriesSkip
from tracker.models.sheet_score import EvidenceSheetItem, SheetScore, SheetScoreChange
from tracker.models.submission import Submission, SubmissionRevision, Suspension
from tracker.models.survey_result import SurveyResult
from tracker.models.target import Target, TargetDuty
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
from tracker.models.unit_step import UnitStep
from tracker.models.user import Membership, RoleGrant, Substitution, User

__all__ = [
    "Blob",
    "BlobScan",
    "CalendarDay",
    "CalendarFeed",
    "Citation",
    "Clause",
    "Comment",
    "CommentMention",
    "Deadline",
    "Directive",
    "DirectiveFile",
    "DirectiveOrigin",
    "DraftClause",
    "DraftDeed",
    "DraftUnit",
    "Duty",
    "DutyFingerprint",
    "DutyLine",
    "DutyUnit",
    "EmulationFormula",
    "Event",
    "Evidence",
    "EvidenceRevision",
    "EvidenceSheetItem",
    "EvidenceTask",
    "Explanation",
    "ExplanationTask",
    "ExtensionRequest",
    "FirstLook",
    "FormReceipt",
    "HistoryHead",
    "HistoryLink",
    "HistoryTail",
    "IndexDeed",
    "IndexItem",
    "IndexRound",
    "IndexSet",
    "IndexSheet",
    "Instruction",
    "Issuance",
    "Job",
    "KeptForm",
    "LeaderCharge",
    "Lease",
    "LedgerEntry",
    "ListDecision",
    "LiveHost",
    "Meeting",
    "MeetingDecision",
    "MeetingUnit",
    "Membership",
    "MessageGateway",
    "NamedEvent",
    "Obstacle",
    "ObstacleDeed",
    "Office",
    "OfficialPaper",
    "OutboxMessage",
    "OutsideIndex",
    "PaperNumberRow",
    "PaperTemplate",
    "PlanRun",
    "PlannedSuccession",
    "PreparedEvidence",
    "PreparedResult",
    "ProgressUpdate",
    "Questionnaire",
    "RateCount",
    "Reading",
    "ReminderRuleRow",
    "ReminderRungRow",
    "Report",
    "ReportSnapshotRow",
    "ReportText",
    "ReportingRegime",
    "RoleGrant",
    "SavedFilter",
    "SearchEntry",
    "SearchKind",
    "Series",
    "SeriesRule",
    "SeriesSkip",
    "Setting",
    "SheetCharge",
    "SheetPaper",
    "SheetQuestion",
    "SheetScore",
    "SheetScoreChange",
    "Submission",
    "SubmissionRevision",
    "Substitution",
    "SurveyLink",
    "SurveyLinkUse",
    "SurveyPaper",
    "SurveyQuestion",
    "SurveyResult",
    "SurveyTally",
    "Suspension",
    "Target",
    "TargetDuty",
    "Task",
    "TaskDraft",
    "TaskLead",
    "TaskPart",
    "Unit",
    "UnitAlias",
    "UnitField",
    "UnitGroup",
    "UnitGroupAlias",
    "UnitGroupMember",
    "UnitName",
    "UnitReport",
    "UnitStep",
    "UnitSuccession",
    "UnitType",
    "User",
    "WorkField",
]
