package crm

// Field names a meaning that a column can have. The same words are the keys
// of a column mapping in a configuration file.
type Field string

// Fields of several roles.
const (
	FieldID       Field = "id"        // the record's own key
	FieldRep      Field = "rep"       // name of the salesperson
	FieldRepID    Field = "rep_id"    // key of the salesperson; a roster may have several
	FieldRepEmail Field = "rep_email" // e-mail of the salesperson
	FieldAccount  Field = "account"
	// FieldAccountID is the key of the customer; it stands in for the name.
	FieldAccountID Field = "account_id"
	FieldAmount    Field = "amount" // money of a deal or a quota
	FieldCurrency  Field = "currency"
	FieldStatus    Field = "status" // open, won, lost; or planned, done, cancelled
	FieldDeleted   Field = "is_deleted"
	FieldModified  Field = "modified_date"
	FieldCreated   Field = "created_date"
	FieldRegion    Field = "region"
	FieldDate      Field = "date"   // day of an activity, first day of a quota's period, day of an assessment
	FieldMetric    Field = "metric" // name of a figure: visits, customers, revenue
	FieldStart     Field = "start"  // first day in the team, or of a coaching
	FieldEnd       Field = "end"    // last day
)

// Fields of deals.
const (
	FieldDealKey           Field = "deal_key" // what the lines of one deal share, when a deal spans several rows
	FieldName              Field = "name"
	FieldStage             Field = "stage"
	FieldIsWon             Field = "is_won"
	FieldIsClosed          Field = "is_closed"
	FieldCloseDate         Field = "close_date"   // for an open deal it is only expected
	FieldCents             Field = "cents"        // whether amounts are in cents: a constant, of no column
	FieldValuePeriod       Field = "value_period" // the time that an amount is for: one_time, monthly, annual
	FieldWonDate           Field = "won_date"
	FieldLostDate          Field = "lost_date"
	FieldExpectedCloseDate Field = "expected_close_date"
	FieldPipeline          Field = "pipeline"
	FieldProbability       Field = "probability"
	FieldProduct           Field = "product"
	FieldSegment           Field = "segment" // industry, size class, deal type
	FieldSource            Field = "source"
	FieldLostReason        Field = "lost_reason"
)

// Fields of activities.
const (
	FieldKind     Field = "kind" // visit, call, e-mail
	FieldSubject  Field = "subject"
	FieldDoneDate Field = "done_date"
	FieldOutcome  Field = "outcome" // may be several columns: call outcome, meeting outcome
	FieldIsDone   Field = "is_done"
	FieldIsTask   Field = "is_task" // tells tasks from events, where one file has both
	FieldDeal     Field = "deal"
)

// Fields of rosters.
const (
	FieldFirstName Field = "first_name" // the name of the rep, where it stands in two columns
	FieldLastName  Field = "last_name"
	FieldAlias     Field = "alias" // other spellings; may be several columns
	FieldTeam      Field = "team"
	FieldManager   Field = "manager"
	FieldTitle     Field = "title"
	FieldShare     Field = "share" // working time as a share of full time
)

// Fields of quotas and scorecards.
const (
	FieldPeriod      Field = "period" // a label: 2024-Q1, 2024-03, March 2024
	FieldYear        Field = "year"
	FieldQuarter     Field = "quarter"
	FieldMonth       Field = "month"
	FieldPeriodValue Field = "period_value" // a column that is a period: M01, Jan 2024; see [Mapping.PeriodColumns]
	FieldMeasure     Field = "measure"      // a column that is a metric; see [Mapping.Measures]
	FieldValue       Field = "value"        // the figure beside a metric's name
	FieldParent      Field = "parent"       // name of the target that this one is a part of
)

// Fields of skills and coaching.
const (
	FieldSkill         Field = "skill"
	FieldDimension     Field = "dimension" // of the Sales Star
	FieldWeight        Field = "weight"
	FieldRater         Field = "rater"
	FieldSelfScore     Field = "self"
	FieldManagerScore  Field = "manager_score"
	FieldRequiredScore Field = "required"
	FieldCoach         Field = "coach"
	FieldNote          Field = "note"
	FieldRandomised    Field = "randomised" // whether chance decided who was coached
	FieldReason        Field = "reason"     // why this rep was chosen
)

// ValueType is how the cells of a field are spelled.
type ValueType uint8

// The value types.
const (
	TextValue ValueType = iota
	DateValue
	NumberValue
	BoolValue
)

var fieldTypes = map[Field]ValueType{
	FieldAmount: NumberValue, FieldProbability: NumberValue, FieldShare: NumberValue,
	FieldPeriodValue: NumberValue, FieldMeasure: NumberValue, FieldValue: NumberValue,
	FieldWeight: NumberValue, FieldSelfScore: NumberValue, FieldManagerScore: NumberValue,
	FieldRequiredScore: NumberValue,
	FieldCloseDate:     DateValue, FieldWonDate: DateValue, FieldLostDate: DateValue,
	FieldExpectedCloseDate: DateValue, FieldCreated: DateValue, FieldModified: DateValue,
	FieldDate: DateValue, FieldDoneDate: DateValue, FieldStart: DateValue, FieldEnd: DateValue,
	FieldDeleted: BoolValue, FieldIsWon: BoolValue, FieldIsClosed: BoolValue,
	FieldCents: BoolValue, FieldIsDone: BoolValue, FieldIsTask: BoolValue, FieldRandomised: BoolValue,
}

// textFields are the fields of free text, the type that fieldTypes leaves out.
var textFields = []Field{
	FieldID, FieldRep, FieldRepID, FieldRepEmail, FieldAccount, FieldAccountID, FieldCurrency, FieldStatus, FieldRegion,
	FieldMetric, FieldDealKey, FieldName, FieldStage, FieldPipeline, FieldProduct, FieldSegment, FieldSource,
	FieldLostReason, FieldValuePeriod, FieldKind, FieldSubject, FieldOutcome, FieldDeal, FieldFirstName, FieldLastName, FieldAlias, FieldTeam, FieldManager, FieldTitle,
	FieldPeriod, FieldYear, FieldQuarter, FieldMonth, FieldParent, FieldSkill, FieldDimension, FieldRater, FieldCoach, FieldNote, FieldReason,
}

// Type tells how the cells of the field are spelled. Period, year, quarter
// and month are text here; [ParsePeriod] reads them.
func (f Field) Type() ValueType { return fieldTypes[f] }
