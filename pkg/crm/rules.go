package crm

// Status is the state of a deal.
type Status uint8

// The states. Closed means won or lost.
const (
	Open Status = iota
	Won
	Lost
)

// String gives "open", "won" or "lost".
func (s Status) String() string { return [...]string{"open", "won", "lost"}[min(s, 2)] }

// DealCells are the cells of one deal that decide its status. It is
// comparable, so that a caller can remember the answer for each combination.
type DealCells struct {
	Stage, Status, IsWon, IsClosed string
	WonDate, LostDate              bool // whether these cells hold a date
}

// DealStatus reads the status of a deal. The first source that says something
// decides: a constant of the file kind, where no cell tells the status; the
// flags is-won and is-closed; the status column; the won and lost dates; the
// stage. A status word that is not known leaves the decision to the next
// source.
//
// A stage that no list knows is open, since stages are free text and every
// stage but the last two is an open one; known is then false, so that the
// caller can count and report such words. Everything empty is open, not known.
func (m *Mapping) DealStatus(c DealCells) (s Status, known bool) {
	if v, ok := m.Always[FieldStatus]; ok && m.Missing([]byte(c.Status)) {
		return m.words.status(v)
	}
	if s, ok := m.flagStatus(c); ok {
		return s, true
	}
	if s, ok := m.words.status(c.Status); ok {
		return s, true
	}
	switch {
	case c.WonDate && !c.LostDate:
		return Won, true
	case c.LostDate && !c.WonDate:
		return Lost, true
	}
	return m.words.stage(c.Stage)
}

// flagStatus reads IsWon and IsClosed. An empty flag is "false" where the
// other flag or the column's convention (1 or empty) says so: a file with an
// is-won column and an empty cell is not won, and lost only if closed. A flag
// that is neither decides nothing, unless it is a word for a status.
func (m *Mapping) flagStatus(c DealCells) (Status, bool) {
	won, wonOK := ParseBool(c.IsWon)
	closed, closedOK := m.closedFlag(c.IsClosed)
	switch {
	case wonOK && won:
		return Won, true
	case closedOK && !closed:
		return Open, true
	case m.unread(c.IsWon):
		return m.words.status(c.IsWon)
	case closedOK && m.Given(FieldIsWon):
		return Lost, true
	case wonOK && m.Given(FieldIsClosed) && !m.unread(c.IsClosed):
		return Open, true
	}
	return Open, false // closed without an is-won column: the words decide
}

// closedFlag reads a closed flag: yes and no, or the words for open and closed
// ones. Words for won and lost say more and are left to those who read them.
func (m *Mapping) closedFlag(cell string) (closed, ok bool) {
	if closed, ok := ParseBool(cell); ok {
		return closed, true
	}
	if m.words.undecided[Fold(cell)] {
		return true, true
	}
	s, known := m.words.status(cell)
	return false, known && s == Open
}

// unread reports whether the cell of a flag holds something that is neither
// yes nor no.
func (m *Mapping) unread(cell string) bool {
	_, ok := ParseBool(cell)
	return !ok && !m.Missing([]byte(cell))
}

// UnreadFlag gives the flag of a deal that is neither yes nor no, where nothing
// else tells its status; ok is false where there is none.
func (m *Mapping) UnreadFlag(c DealCells) (f Field, ok bool) {
	if _, known := m.DealStatus(c); known {
		return "", false
	}
	if m.unread(c.IsWon) {
		return FieldIsWon, true
	}
	if _, read := m.closedFlag(c.IsClosed); !read && m.unread(c.IsClosed) {
		return FieldIsClosed, true
	}
	return "", false
}

// Kind is the class of an activity.
type Kind uint8

// The classes.
const (
	OtherKind Kind = iota
	VisitKind
	CallKind
)

// String gives "other", "visit" or "call".
func (k Kind) String() string { return [...]string{"other", "visit", "call"}[min(k, 2)] }

// Kind reads the kind of an activity. Words that no list knows are other and
// not known. A name matches whole, without case and accents: "Report of visit"
// is no visit; the list of kinds can be given in [Options].
//
// In a file whose rows are all of one kind a word says otherwise only when it
// is known: a meeting of the type "Discovery" is a meeting, one of the type
// "Call" is a call. A word that the user's list of visits leaves out is not for
// that another kind than meetings.
func (m *Mapping) Kind(kind string) (k Kind, known bool) {
	k, known = m.words.kind(kind)
	if v, ok := m.Always[FieldKind]; ok && (!known || m.words.displaced[Fold(kind)]) {
		return m.words.kind(v)
	}
	return k, known
}

// TaskWord names an activity by the flag that tells tasks from events; it is
// empty where that says nothing.
func TaskWord(flag string) string {
	switch task, ok := ParseBool(flag); {
	case !ok:
		return ""
	case task:
		return "Task"
	}
	return "Event"
}

// Visit reports whether an activity of this kind is visit-like.
func (m *Mapping) Visit(kind string) bool {
	k, _ := m.Kind(kind)
	return k == VisitKind
}

// ActivityCells are the cells of one activity that decide whether it was
// done. Of several outcome columns pass the first that is not empty.
type ActivityCells struct {
	Status, Outcome, IsDone string
	IsTask                  string
	DoneDate                bool // whether the cell of FieldDoneDate holds a date
}

// SaysDone reports whether a word in the column of a field (status, outcome or
// done flag) is known to mean that an activity was done, or was not.
func (m *Mapping) SaysDone(f Field, word string) bool {
	_, known := m.words.done(word)
	if _, flag := ParseBool(word); flag && f == FieldIsDone {
		return true
	}
	return known
}

// Done reports whether an activity took place. The first source that says
// something decides: the done flag, the outcome, the status, the completion
// date. In a file without any of these columns every row was done, and so was an
// event, which has no status, among tasks. Where such columns exist and say
// nothing that is understood, the activity was not done and known is false.
func (m *Mapping) Done(c ActivityCells) (done, known bool) {
	if !m.Given(FieldStatus) && !m.Given(FieldOutcome) && !m.Given(FieldIsDone) && !m.Given(FieldDoneDate) {
		return true, true
	}
	if d, ok := m.words.done(c.IsDone); ok {
		return d, true
	}
	if d, ok := ParseBool(c.IsDone); ok {
		return d, true
	}
	if d, ok := m.words.done(c.Outcome); ok {
		return d, true
	}
	if d, ok := m.words.done(c.Status); ok {
		return d, true
	}
	if task, ok := ParseBool(c.IsTask); c.DoneDate || ok && !task && c.Status == "" && c.Outcome == "" {
		return true, true
	}
	return false, m.Has(FieldDoneDate) && c == ActivityCells{}
}
