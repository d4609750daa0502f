package main

import "strings"

// fields splits a list at its semicolons.
func fields(list string) []string { return strings.Split(list, ";") }

// The people's names are common ones put together by chance, and nobody's.
var (
	given = fields(`Elena;Marcus;Ingrid;Tomás;Amara;Viktor;Leila;Henrik;Sofia;Daniel;Yuki;Rashid;Claire;Piotr;Nadia;Samuel;` +
		`Zoë;Mateo;Aisha;Gustav;Hannah;Oleg;Priya;Lucas;Freya;Karim;Björn;Renata;Kofi;Alice;Dmitri;Noor;Stefan;Maeve;Hugo;Thandi`)
	family = fields(`Brandt;Okafor;Lindqvist;Moreno;Haddad;Novak;Castell;Virtanen;Marsh;Oduya;Petrenko;Tanaka;Keller;Rossi;` +
		`Bergström;Quinn;Delacroix;Sato;Mbeki;Horváth;Álvarez;Whitcombe;Sharma;Larsen;Popescu;Adeyemi;Fischer;Nyström;` +
		`Carvalho;Dunne;Zielinski;Farouk;Hale;Ivanova;Jansen;Kaplan;Leclerc;Mehta;Norberg;Ortiz;Pryce;Reinholt;Stavros;` +
		`Thorne;Ueda;Vance-Hollis;Weiss;Yilmaz`)
	places = fields(`London;Kyiv;Moscow;Lisbon;Washington;Paris;Berlin;Ukraine;Russia;Norway;Brussels;Geneva;Oslo;Rome;Warsaw;` +
		`Portugal;Germany;France;Vienna;Prague;Stockholm;Helsinki;Athens;Madrid;Dublin;Edinburgh;Istanbul;Ankara;Cairo;` +
		`Nairobi;Lagos;Accra;Tokyo;Seoul;Beijing;Delhi;Mumbai;Jakarta;Manila;Sydney;Auckland;Ottawa;Toronto;Chicago;` +
		`Boston;Denver;Lima;Bogotá;Santiago;São Paulo;Buenos Aires;Cape Town;Riga;Tallinn;Vilnius;Odesa;Kharkiv;Kraków;` +
		`Zürich;Hamburg;Marseille;Porto;Bergen;Tromsø;Reykjavik`)
	bodies = fields(`the % Port Authority;the Bank of %;the University of %;% City Council;the % Water Board;% Rail;` +
		`the % Medical Association;the Court of %;% United;the Harland Institute;Coldwater Shipping;Meridian Energy;` +
		`the Ashgrove Foundation;Northfield Aerospace;the Ministry of Fisheries;the % Chamber of Commerce`)
	roles   = fields(`director;head;a spokesman;a spokeswoman;chair;deputy head;chief engineer;treasurer;secretary;a lawyer`)
	sources = fields(`Harbour Gazette;Coast & Tide;The Ledger;Orbit Weekly;Northern Courier;The Evening Register;Delta Dispatch`)
)
