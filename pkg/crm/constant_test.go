package crm

import "testing"

func TestAConstantGoesWithTheColumnOfItsKindOfFileAlone(t *testing.T) {
	meetings := "Record ID|Activity assigned to|Meeting start time|Meeting outcome|Call and meeting type|Subject"
	of := func(column string) Options {
		o := Options{Role: Activities, Profile: "hubspot"}
		if column != "" {
			o.Columns = map[Role]map[Field]string{Activities: {FieldKind: column}}
		}
		return o
	}
	for column, want := range map[string]bool{"": true, "Call and meeting type": true, "=Meeting": true, "Subject": false} {
		m := identified(t, of(column), meetings)
		if got := m.Shape == "meetings export" && m.Visit("Discovery"); got != want {
			t.Errorf("kind from %q: a meeting of the type Discovery is a visit: %v", column, got)
		}
	}
	orders := Options{Columns: map[Role]map[Field]string{Deals: {FieldStatus: "Status", FieldDealKey: "Order ID"}}}
	m := identified(t, orders, "Order ID|Order Date|Sales Rep|Status|Total")
	for status, want := range map[string]Status{"": Won, "n/a": Won, "Cancelled": Lost, "Draft": Open, "Paid": Won} {
		if s, known := m.DealStatus(DealCells{Status: status}); s != want || !known {
			t.Errorf("an order of status %q is %s, %v", status, s, known)
		}
	}
}

func TestMeetingsAreToldFromActivitiesOfSeveralKinds(t *testing.T) {
	for header, want := range map[string]string{
		"Record ID|Activity assigned to|Meeting start time|Call and meeting type":                                 "meetings export",
		"Record ID|Activity assigned to|Activity owner|Meeting start time|Meeting outcome|Call and meeting type":  "meetings export",
		"hs_object_id|hubspot_owner_id|hs_meeting_start_time|hs_meeting_outcome|hs_activity_type":                 "meetings export",
		"Record ID|Activity type|Activity assigned to|Meeting start time|Meeting outcome|Meeting name":            "activities export",
		"Record ID|Call title|Activity assigned to|Activity date|Call and meeting type|Call outcome":              "activities export",
		"Record ID|Activity assigned to|Activity date|Call and meeting type|Meeting outcome|Call outcome|Subject": "activities export",
		"Record ID|Activity assigned to|Activity date|Call and meeting type|Associated Company|Subject":           "activities export",
		"Id|WhatId|Subject|ActivityDate|IsAllDayEvent|OwnerId|Type":                                               "events by API names",
		"Id|WhoId|WhatId|Subject|ActivityDate|Status|OwnerId|Type|TaskSubtype|IsClosed":                           "tasks by API names",
		"Assigned|Subject|Date|Company / Account|Task|Type|Status":                                                "tasks and events report",
	} {
		for _, o := range []Options{{}, {Role: Activities}} {
			if m := identified(t, o, header); m.Shape != want {
				t.Errorf("%s: %s, want %s", header, m.Shape, want)
			}
		}
	}
}
