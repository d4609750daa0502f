package judge

import "strings"

// furniture are words that pages use about themselves and seldom about the
// world. It is a general lexicon of the web, in the languages that most pages
// are in; a hit is one sign among many.
var furniture = set(`
about account accept ad ads advert advertise advertisement advertisements advertising affiliate agree app apps archive archives
blog bookmark breaking browser byline careers cart categories category click comment comments community contact contents continue cookie cookies copyright
copyrights credit credits desktop disclaimer disclosure donate download edition email emails embed enable events facebook faq favorites feed feedback
filed flipboard follow followers footer forgot forum galleries gallery gdpr google headlines help homepage hide icon inbox instagram javascript jobs
join latest legal like likes linkedin links load loading login logo logout mailing menu messenger mobile more navigation navigate newsletter newsletters next
notification notifications notifications offers open opens optional password patron patreon permalink photos pin pinterest player podcast podcasts
policy popular popup posted posts preferences premium previous print privacy profile promo promoted published push rate rating read recommended
reddit refresh register registered related reply report reprints republish reserved rss save scroll search sections select send settings share shares shop
show sidebar sign signup sitemap skip slideshow snapchat sponsored stories submit subscribe subscriber subscribers subscription subscriptions support tag
tagged tags telegram terms tiktok toggle top topics topic translate trending tumblr tweet twitter unsubscribe updated updates upload url username video videos view
views visit vote watch webinars website whatsapp widget youtube
anmelden abonnieren anzeige datenschutz impressum kommentar kommentare kontakt mehr newsletter nutzungsbedingungen startseite suche teilen weiterlesen werbung
abonnez accueil commentaire commentaires connexion contactez mentions partager publicité recherche suivez
accedi accettare annulla cerca commenti condividi contatti iscriviti privacy pubblicità registrati risposta seguici
aceptar buscar comentario comentarios compartir contacto iniciar inicio publicidad regístrate registrarse seguir síguenos suscríbete suscríbase
assine comentários compartilhar contato publicidade entrar
войти главная комментарии комментарий контакты подписаться подписка поделиться поиск реклама регистрация читать
коментарі пошук поділитися підписатися реєстрація
`)

// addresses are the words with which a page speaks to its reader and of
// itself. People in an article do so too, but in quotation marks.
var addresses = set(`you your yours yourself we our ours us`)

// orders are verbs with which a line tells the reader to do something.
var orders = set(`
accept add allow become browse buy call check choose click close comment contact continue create discover donate download email enable enter explore
find follow get give go help install join learn leave like listen load log login make open order pay please post print read receive register
reply report request save scroll search see select send share shop show sign skip start stay stop submit subscribe support swipe switch tap tell text try tune turn unlock
unsubscribe update upgrade use view visit vote want watch write
`)

// endings begin what stands below an article: comments, other stories, notes
// on the site. They are matched on short lines only.
var endings = []string{
	"related", "leave a reply", "leave a comment", "leave a response", "comments", "comment", "read more", "read next", "more from", "more on", "more stories", "most read", "most popular",
	"most viewed", "most shared", "trending", "recommended", "you may also like", "you might also like", "you may like", "also read", "see also", "see more", "share this", "share on", "share article", "about the author",
	"about us", "about", "über", "sobre", "sources", "source", "references", "sign up", "subscribe", "newsletter", "popular posts", "popular stories", "recent posts", "recent articles", "latest news", "latest stories", "latest posts", "latest articles", "top stories", "editor's picks", "editors' picks", "post navigation",
	"previous post", "next post", "previous article", "next article", "filed under", "join the conversation", "join the discussion", "what do you think", "advertisement", "sponsored", "promoted", "around the web", "from around the web",
	"copyright", "all rights reserved", "reader comments", "have your say", "report a typo", "submit a comment", "post a comment", "add a comment", "write a comment", "view comments", "show comments", "up next", "don't miss", "in other news", "keep reading", "continue reading", "more like this", "more news",
	"lascia un commento", "articoli correlati", "leggi anche", "mehr zum thema", "kommentare", "das könnte sie auch interessieren", "à lire aussi", "lire aussi", "commentaires", "artículos relacionados", "noticias relacionadas", "comentarios", "deja un comentario", "leia também", "veja também",
	"comentários", "читайте также", "комментарии", "читайте також", "коментарі", "関連記事", "相关新闻", "관련기사",
}

// maxBehind is how many words may stand behind those of an ending: "More from
// our Brevik newsroom".
const maxBehind = 4

// Ending reports whether a short line begins what stands below an article.
func (l Line) Ending() bool {
	if l.words > 7 || l.words == 0 {
		return false
	}
	text := strings.ToLower(strings.ReplaceAll(strings.Trim(l.Text, " :»>[](){}•|·-–—0123456789"), "’", "'"))
	for _, e := range endings {
		rest, ok := strings.CutPrefix(text, e)
		if ok && (rest == "" || !startsLetter(rest) && len(strings.Fields(rest)) <= maxBehind) {
			return true
		}
	}
	return false
}

func startsLetter(s string) bool {
	for _, r := range s {
		return r == '\'' || r >= 'a' && r <= 'z' || r > 0x7f
	}
	return false
}

func set(words string) map[string]bool {
	all := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		all[w] = true
	}
	return all
}
