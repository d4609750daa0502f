package entity

import (
	"slices"
	"testing"

	"dateline/feed/entity/measure"
)

// marked has the ways in which news writes names, each with lines in which
// every name is marked: {P person}, {L place}, {O organisation}. People and
// companies are invented.
var marked = map[string][]string{
	"headlines in title case": {
		"{P Macron}'s Envoy Meets Striking Nurses in {L Lyon}",
		"{O Volkswagen} Cuts 400 Jobs in {L Norway} After Weak Quarter",
		"{O Supreme Court} Blocks New Map in {L Alabama}",
		"Storm Kills Nine in {L Mozambique} as Rivers Rise",
		"{O Amnesty International} Accuses {L Belarus} of Torture",
	},
	"headlines in capitals": {
		"{O NATO} WARNS {L RUSSIA} OVER DRONES NEAR {L POLAND}",
		"{L KENYA} COURT FREES EDITOR ON BAIL",
		"QUAKE SHAKES {L ISTANBUL}, NO DEAD REPORTED",
		"{O FIFA} BANS OFFICIAL FOR LIFE",
	},
	"lists of names": {
		"Those killed were named as {P Ana Ruiz}, {P Tomasz Wilk} and {P Grace Adeyemi}.",
		"Offices in {L Oslo}, {L Lagos}, {L Lima} and {L Manila} will close.",
		"{O Toyota}, {O Volkswagen} and {O Renault} all raised prices.",
		"{L Poland}, {L Estonia} and {L Finland} voted against it.",
	},
	"compounds": {
		"A {L US}-led force entered the town of {L Mosul}.",
		"The {L Paris}-based group sold its stake in the mine.",
		"Talks between {L Israel} and {L Egypt} were followed by a {L UK}-backed plan.",
		"A {L London}-listed company denied it.",
		"{O EU}-funded roads reach the border of {L Moldova}.",
	},
	"possessives": {
		"{L Germany}'s economy shrank, {O Volkswagen}'s sales fell.",
		"{P Elif Demir}’s lawyer spoke outside {L Ankara}’s main court.",
		"The {O United Nations}' envoy left {L Sudan}.",
		"{P Lucas}' mother lives in {L Honduras}.",
	},
	"hyphenated names": {
		"{P Jean-Luc Desrosiers} and {P Mary Ann Lloyd-Carter} won in {L Guinea-Bissau}.",
		"{P Kim Seo-yeon} flew from {L Aix-en-Provence} to {L Port-au-Prince}.",
		"The ship left {L Stratford-upon-Avon} behind, said {P Anne-Marie Kessler}.",
	},
	"initials": {
		"{P J. R. Whitcombe} wrote to {P T.S. Arden} about it.",
		"{P William F. Draper Jr.} was born in {L Ohio}.",
		"The play is by {P A. K. Banerjee}, a judge from {L Kolkata}.",
	},
	"particles": {
		"{P Pieter van den Berg} met {P Maria de la Cruz} in {L Ghent}.",
		"{P Ahmed al-Rashidi} and {P Khalid bin Nasser} left {L Kuwait}.",
		"{P Ursula von Stahl} beat {P Luca di Marco}.",
		"{P Siobhan O'Reilly} of {L Cork} thanked {P Angus MacAllister}.",
	},
	"names of East Asia and Hungary": {
		"{P Nguyen Van Minh} welcomed {P Park Ji-hoon} to {L Hanoi}.",
		"{P Wang Xiaoming}, a miner from {L Shanxi}, was freed.",
		"{P Tanaka Hiroshi} spoke for the fishermen of {L Hokkaido}.",
		"{P Szabó Gergely} runs a bakery in {L Debrecen}.",
		"{P Chen Mei-ling} teaches in {L Taipei}.",
	},
	"transliterations": {
		"{P Volodymyr Kovalchuk} was detained near {L Zaporizhzhia}.",
		"{P Sergei Yevgenyevich Morozov} lives in {L Yekaterinburg}.",
		"{P Abdulrahman al-Harbi} spoke in {L Jeddah}.",
		"{P Oleksandr Shevchuk} rebuilt a school in {L Kharkiv}.",
		"{P Yousef Abu Khadra} sells fruit in {L Ramallah}.",
	},
	"datelines": {
		"{L KYIV}, April 24 ({O Reuters}) — Shelling went on for a third night.",
		"{L NAIROBI}, {L Kenya} ({O AP}) — A court in {L Mombasa} has freed two men.",
		"{L WASHINGTON} ({O AFP}) - The {O Pentagon} said on Monday that talks had ended.",
		"{L BEIJING}, June 3 ({O Xinhua}) -- Heavy rain fell on {L Hunan}.",
		"{L GENEVA} – The {O World Health Organization} has sent doctors to {L Chad}.",
	},
	"ships": {
		"The USS Gerald R. Ford left {L Norfolk} and the HMS London was late.",
	},
	"where politicians are from": {
		"Sen. {P Sherrod Ellery}, D-{L Ohio}, and Rep. {P Ana Ruiz} (D-N.Y.) disagreed.",
	},
	"offices and roles": {
		"Rookie {P Wade Kincannon} threw to catcher {P Lou Bartolomeo}. Keeper {P Iestyn Baines} slept.",
		"Secretary of the Treasury {P Tom Baines} met Archbishop of {L Canterbury} {P Ana Ruiz}.",
		"{L US} {L Middle East} Special Envoy {P Ana Ruiz} flew {O Middle East Airlines}.",
		"The presiding judge, {P Iulia Moraru}, read it; the broadcaster, {O Al Jazeera}, was there.",
	},
	"names that are words": {
		"{P Grace Hopewell} will mark the exam; {P Mark Grayson} will not.",
		"{O Apple} opened a store in {L Reading}, where an apple costs a pound.",
		"The village of {L Hope} in {L Wales} has no hope of a bus.",
		"{O Target} missed its target in {L Texas}.",
	},
}

func TestNamesInEveryForm(t *testing.T) {
	r := recogniser(t)
	for form, lines := range marked {
		for _, line := range lines {
			want, err := measure.Inline(line)
			if err != nil {
				t.Fatalf("%s: %v", line, err)
			}
			got := measure.Found(r.RecogniseText(want.Text))
			slices.SortFunc(got, func(a, b measure.Name) int { return a.Start - b.Start })
			if !slices.Equal(got, want.Names) {
				t.Errorf("%s: %q: found %s", form, line, remark(want.Text, got))
			}
		}
	}
}

// remark writes a text with names marked.
func remark(text string, names []measure.Name) string {
	out, at := "", 0
	for _, n := range names {
		out += text[at:n.Start] + "{" + n.Kind.String()[:1] + " " + text[n.Start:n.End] + "}"
		at = n.End
	}
	return out + text[at:]
}
