package entity

import (
	"strings"
	"testing"

	"dateline/data"
)

// Each is news of our own, long enough for its language to be sure.
var foreign = map[string]struct{ text, names string }{
	"de": {"Der Stadtrat von Rostock hat am Donnerstag beschlossen, die alte Werft an ein Unternehmen aus Hamburg zu verkaufen. Die Gewerkschaft sprach von einem schweren Fehler und kündigte Proteste an. Eine Sprecherin der Vereinten Nationen lehnte eine Stellungnahme ab, während die NATO von einem Vorgang sprach, der allein die Stadt betreffe.", "Hamburg NATO"},
	"fr": {"Le conseil municipal a voté jeudi soir la fermeture de la dernière piscine du quartier, malgré les protestations des habitants venus de Marseille et de ses environs. Le maire a expliqué que la ville n'avait plus les moyens de payer les travaux. Une équipe de la BBC suit le dossier et les habitants depuis le début du mois.", "Marseille BBC"},
	"es": {"El gobierno anunció el jueves que subirá el precio del agua en todo el país a partir de enero, una medida que los sindicatos han calificado de injusta. En Barcelona, miles de personas salieron a la calle para pedir que se retire. La portavoz dijo que no había otra manera de pagar las obras de los embalses.", "Barcelona"},
	"it": {"Il consiglio comunale ha approvato giovedì il nuovo piano del traffico, che chiude il centro alle automobili per tutta l'estate. I commercianti di Torino hanno annunciato che non apriranno i negozi finché non saranno ascoltati. Secondo l'assessore la decisione è stata presa dopo mesi di discussioni con i residenti e non sarà cambiata.", ""},
	"pt": {"A câmara municipal decidiu na quinta-feira fechar a escola mais antiga da cidade, depois de vários anos com poucos alunos. Os pais dizem que não foram ouvidos e pedem ao ministro que volte atrás. Em Lisboa, uma porta-voz afirmou que a decisão ainda não é definitiva e que será estudada durante as próximas semanas.", ""},
	"nl": {"De gemeenteraad heeft donderdag besloten dat er geen nieuwe woningen worden gebouwd langs de rivier, omdat het gebied te vaak onder water staat. Bewoners uit Rotterdam waren met bussen gekomen om te protesteren. Volgens de wethouder is er geen andere oplossing en moet er op een andere plek naar ruimte worden gezocht.", "Rotterdam"},
	"sv": {"Kommunen beslutade på torsdagen att stänga den gamla skolan vid sjön, trots att föräldrar hade samlat in flera tusen namn. Enligt rektorn finns det inte längre tillräckligt många elever för att hålla den öppen. En talesman i Stockholm säger att beslutet kan överklagas fram till slutet av månaden men att få gör det.", "Stockholm"},
	"pl": {"Rada miasta zdecydowała w czwartek, że stary dworzec zostanie zburzony, a na jego miejscu powstanie park. Mieszkańcy protestowali przed ratuszem i domagali się spotkania z prezydentem. Rzeczniczka powiedziała, że nie ma pieniędzy na remont i że trzeba było wybrać. Organizacja NATO nie skomentowała sprawy pobliskiego lotniska.", "NATO"},
	"tr": {"Belediye meclisi perşembe günü eski limanın satılmasına karar verdi ve karar büyük tepki çekti. Halk meydanda toplanarak kararın geri alınmasını istedi. Belediye başkanı paranın yeni yollar ve okullar için kullanılacağını söyledi. Ankara Ticaret Odası ise ihalenin yeniden yapılması gerektiğini ve sürecin açık olmadığını bildirdi.", "Ankara"},
	"ru": {"Городской совет в четверг принял решение закрыть старый рынок на берегу реки, хотя жители собрали несколько тысяч подписей. По словам мэра, здание давно стало опасным и денег на ремонт нет. Представители торговцев заявили, что обратятся в суд и не уйдут до конца года. Сотрудники Reuters не смогли связаться с застройщиком.", ""},
	"uk": {"Міська рада у четвер ухвалила рішення закрити старий ринок на березі річки, хоча мешканці зібрали кілька тисяч підписів. За словами міського голови, будівля давно стала небезпечною, а грошей на ремонт немає. Представники торговців заявили, що звернуться до суду й не підуть до кінця року, якщо їх не почують.", ""},
	"ar": {"قرر مجلس المدينة يوم الخميس إغلاق السوق القديم على ضفة النهر رغم أن السكان جمعوا آلاف التوقيعات. وقال رئيس البلدية إن المبنى أصبح خطرا منذ زمن وإنه لا توجد أموال لإصلاحه. وأعلن ممثلو التجار أنهم سيذهبون إلى المحكمة ولن يغادروا قبل نهاية العام", ""},
	"zh": {"市议会星期四决定关闭河边的旧市场，尽管居民已经收集了数千个签名。市长说，这座建筑早已变得危险，而且没有钱进行维修。商贩代表宣布他们将向法院提起诉讼，并表示在年底之前不会离开。当地居民说他们希望政府能够听取他们的意见，再作出最后的决定。", ""},
	"el": {"Το δημοτικό συμβούλιο αποφάσισε την Πέμπτη να κλείσει την παλιά αγορά δίπλα στο ποτάμι, παρόλο που οι κάτοικοι είχαν συγκεντρώσει χιλιάδες υπογραφές. Ο δήμαρχος είπε ότι το κτίριο έχει γίνει επικίνδυνο.", ""},
	"ko": {"시의회는 목요일 강가의 오래된 시장을 폐쇄하기로 결정했다. 주민들은 수천 명의 서명을 모았지만 시장은 건물이 이미 위험해졌고 수리할 돈이 없다고 말했다. 상인 대표들은 법원에 소송을 제기하겠다고 밝혔다.", ""},
}

func TestForeignTextHasOnlyListedNames(t *testing.T) {
	r := recogniser(t)
	for want, c := range foreign {
		got := r.RecogniseText(c.text)
		if got.Language != want {
			t.Errorf("%s: found language %q", want, got.Language)
			continue
		}
		var names []string
		for _, e := range got.Entities {
			for _, m := range e.Mentions {
				names = append(names, c.text[m.Start:m.End])
				if m.Why.By != "list" || m.Why.Note == "" {
					t.Errorf("%s: %q is there by %+v", want, c.text[m.Start:m.End], m.Why)
				}
			}
		}
		for _, name := range strings.Fields(c.names) {
			if !strings.Contains(strings.Join(names, "|"), name) {
				t.Errorf("%s: %s isn't among %v", want, name, names)
			}
		}
		if len(names) > 4 {
			t.Errorf("%s: too much was found: %v", want, names)
		}
	}
}

func TestEnglishIsNeverTakenForAnotherLanguage(t *testing.T) {
	long := "The council of Rostock voted on Thursday to sell the old shipyard to a company from Hamburg, and the union, which had not been asked, called it a grave mistake. A spokeswoman for the United Nations would not comment. "
	for _, c := range []struct{ name, text, want string }{
		{"prose", long + long, "en"},
		{"long prose", strings.Repeat(long, 40), "en"},
		{"foreign names in prose", "Der Spiegel and Die Zeit reported that Jürgen Großmann-Öztürk of Köln had been told by Süddeutsche Zeitung that the Bundesnachrichtendienst was listening, but he said he had not believed it at the time and would not now, whatever Frankfurter Allgemeine Zeitung and Tagesspiegel had to say.", "en"},
		{"headline", "Bundestag votes on Sahra Wagenknecht motion", ""},
		{"one foreign word", "Kindergarten", ""},
		{"capitals", strings.Repeat("MINISTER QUITS OVER LEAK; COURT FREES EDITOR; ", 8), ""},
		{"results", strings.Repeat("Bayern München 3 Borussia Dortmund 1, Eintracht Frankfurt 0 Werder Bremen 0, ", 6), ""},
		{"list of names", strings.Repeat("Ana Ruiz, João Pereira, Nguyễn Văn Thành, Łukasz Wójcik, ", 8), ""},
		{"numbers", strings.Repeat("12.5 13.9 -4 ", 50), ""},
		{"nothing", "", ""},
		{"broken bytes", strings.Repeat("\xff\xfe", 300), ""},
	} {
		got := language(c.text, []passage{{start: 0, end: len(c.text), kind: data.Paragraph}})
		if got != c.want && !(got == "en" && c.want == "") {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// TestSampleIsOfTheWholeText has a short English lead before a long text in
// another language.
func TestSampleIsOfTheWholeText(t *testing.T) {
	text := strings.Repeat(foreign["es"].text+" ", 30)
	var parts []passage
	for at := 0; at < len(text); at += len(foreign["es"].text) + 1 {
		parts = append(parts, passage{start: at, end: at + len(foreign["es"].text), kind: data.Paragraph})
	}
	sample := sampleOf(text, parts)
	if len(sample) > samples*(sampleBytes+20) || !strings.Contains(sample, "gobierno") {
		t.Errorf("%d bytes: %q", len(sample), sample)
	}
	if got := language(text, parts); got != "es" {
		t.Errorf("got %q", got)
	}
}
