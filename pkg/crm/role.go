package crm

import (
	"maps"
	"slices"
)

// Role is what one export holds.
type Role string

// The roles. Each needs a minimum of columns, listed by [Role.Minimum].
const (
	Deals      Role = "deals"      // opportunities or orders
	Activities Role = "activities" // visits, calls, meetings, tasks
	Scorecard  Role = "scorecard"  // already aggregated: rep x period x metric
	Roster     Role = "roster"     // who is who, in which team
	Quotas     Role = "quotas"     // targets per rep and period
	Skills     Role = "skills"     // assessments: self, manager, required
	Coaching   Role = "coaching"   // who was coached on what, and when
)

// Roles lists all roles in the order in which they are reported.
func Roles() []Role {
	return []Role{Deals, Activities, Scorecard, Roster, Quotas, Skills, Coaching}
}

// Need is one requirement of a role: any one of the fields satisfies it.
type Need struct {
	Any  []Field
	What string // in words, for messages: "who owns the deal"
}

var whoNeed = []Field{FieldRep, FieldRepID, FieldRepEmail}

var roleNeeds = map[Role][]Need{
	Deals: {
		{whoNeed, "who owns the deal"},
		{[]Field{FieldStatus, FieldStage, FieldIsWon, FieldWonDate}, "whether the deal was won, lost or is open"},
		{[]Field{FieldCloseDate, FieldWonDate}, "when the deal was closed"},
	},
	Activities: {
		{whoNeed, "who did it"},
		{[]Field{FieldDate, FieldDoneDate}, "when it was done"},
		{[]Field{FieldKind}, "what kind of activity it was"},
	},
	Scorecard: {
		{whoNeed, "whose figures these are"},
		{[]Field{FieldMeasure, FieldValue, FieldPeriodValue}, "the figures"},
		{[]Field{FieldPeriod, FieldDate, FieldMonth, FieldQuarter, FieldYear, FieldPeriodValue}, "the period"},
	},
	Roster: {
		{[]Field{FieldRep, FieldLastName, FieldRepEmail}, "the name of the rep"},
		{[]Field{FieldTeam, FieldManager, FieldRegion, FieldRepID, FieldRepEmail, FieldAlias, FieldStart}, "a team, manager, region, id, e-mail, alias or start date"},
	},
	Quotas: {
		{whoNeed, "whose target it is"},
		{[]Field{FieldAmount, FieldPeriodValue, FieldMeasure}, "the target"},
		{[]Field{FieldPeriod, FieldDate, FieldMonth, FieldQuarter, FieldYear, FieldPeriodValue}, "the period"},
	},
	Skills: {
		{whoNeed, "who was assessed"},
		{[]Field{FieldSkill}, "the skill"},
		{[]Field{FieldSelfScore, FieldManagerScore}, "a score by the rep or by the manager"},
	},
	Coaching: {
		{whoNeed, "who was coached"},
		{[]Field{FieldStart}, "when the coaching began"},
		{[]Field{FieldSkill, FieldMetric}, "the skill or metric that was coached"},
	},
}

// Minimum lists what a file of this role must have, one of the fields of each
// need. A profile may relax a need where the kind of file implies the answer:
// in a sales ledger every row is won, in a visit log every row is a visit.
func (r Role) Minimum() []Need { return roleNeeds[r] }

// Has reports whether files of this role can have the field: whether any
// built-in profile knows it for them.
func (r Role) Has(f Field) bool { return roleFields()[r][f] }

// Fields lists the fields that files of this role can have, sorted.
func (r Role) Fields() []Field { return slices.Sorted(maps.Keys(roleFields()[r])) }

// Valid reports whether r is one of [Roles].
func (r Role) Valid() bool { return roleNeeds[r] != nil }
