BEGIN TRANSACTION;
CREATE TABLE candidate (
	rank INTEGER NOT NULL, 
	lang TEXT NOT NULL, 
	term TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	content TEXT NOT NULL, 
	PRIMARY KEY (rank)
)
 STRICT

;
INSERT INTO "candidate" VALUES(1,'ar','باكو','باكو','{"term":"باكو","type":"organisation","score":0.75,"count":4,"documents":2,"variants":[["وباكو",3],["باكو",1]],"renderings":[{"text":"Baku","origin":"gazetteer","confidence":0.9,"detail":null}],"contexts":[{"document":"1.txt","start":3,"end":7,"text":"في باكو."}]}');
INSERT INTO "candidate" VALUES(2,'ar','علييف','علييف','{"term":"علييف","type":"organisation","score":0.75,"count":4,"documents":2,"variants":[["وعلييف",3],["علييف",1]],"renderings":[],"contexts":[]}');
CREATE TABLE candidate_facet (
	rank INTEGER NOT NULL, 
	lang TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	type TEXT NOT NULL, 
	origin TEXT, 
	confidence INTEGER NOT NULL, 
	forms TEXT NOT NULL, 
	PRIMARY KEY (rank), 
	FOREIGN KEY(rank) REFERENCES candidate (rank) ON DELETE CASCADE
)
 STRICT

;
INSERT INTO "candidate_facet" VALUES(1,'ar','باكو','organisation','gazetteer',900000,'وباكو
baku');
INSERT INTO "candidate_facet" VALUES(2,'ar','علييف','organisation',NULL,0,'وعلييف');
CREATE TABLE change (
	id INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	who TEXT NOT NULL, 
	why TEXT, 
	action TEXT NOT NULL, 
	undoes INTEGER, 
	undone_by INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(undoes) REFERENCES change (id), 
	FOREIGN KEY(undone_by) REFERENCES change (id)
)
 STRICT

;
INSERT INTO "change" VALUES(1,'2026-03-01T09:00:00Z','mona',NULL,'extract',NULL,NULL);
INSERT INTO "change" VALUES(2,'2026-03-02T09:00:00Z','mona',NULL,'import',NULL,NULL);
INSERT INTO "change" VALUES(3,'2026-03-03T09:00:00Z','mona',NULL,'accept',NULL,NULL);
INSERT INTO "change" VALUES(4,'2026-03-04T09:00:00Z','mona','house style','edit',NULL,NULL);
CREATE TABLE concept (
	id TEXT NOT NULL, 
	content TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	type TEXT NOT NULL, 
	domain TEXT, 
	PRIMARY KEY (id)
)
 STRICT

;
INSERT INTO "concept" VALUES('knesset','{"id":"knesset","type":"organisation","domain":"politics","definition":null,"note":"parliament","languages":[{"lang":"ar","terms":[{"text":"الكنيست","status":"preferred","kind":null,"note":null,"extra":[]},{"text":"كنيست","status":"preferred","kind":"variant","note":null,"extra":[]}],"definition":null,"note":null,"extra":[]},{"lang":"en","terms":[{"text":"Knesset","status":"preferred","kind":null,"note":null,"extra":[]},{"text":"Kneset","status":"deprecated","kind":null,"note":null,"extra":[]}],"definition":null,"note":null,"extra":[]}],"provenance":{"created":null,"created_by":null,"changed":null,"changed_by":null,"source":null},"extra":[]}',2,'organisation','politics');
INSERT INTO "concept" VALUES('baku','{"id":"baku","type":"place","domain":null,"definition":null,"note":null,"languages":[{"lang":"ar","terms":[{"text":"باكو","status":"preferred","kind":null,"note":null,"extra":[]}],"definition":null,"note":null,"extra":[]},{"lang":"en","terms":[{"text":"Baku","status":"preferred","kind":null,"note":null,"extra":[]}],"definition":null,"note":null,"extra":[]}],"provenance":{"created":null,"created_by":null,"changed":null,"changed_by":null,"source":null},"extra":[]}',1,'place',NULL);
CREATE TABLE decision (
	id TEXT NOT NULL, 
	content TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	change_id INTEGER NOT NULL, 
	lang TEXT NOT NULL, 
	term TEXT NOT NULL, 
	"key" TEXT, 
	state TEXT NOT NULL, 
	concept_id TEXT, 
	PRIMARY KEY (id), 
	UNIQUE ("key", lang), 
	FOREIGN KEY(change_id) REFERENCES change (id)
)
 STRICT

;
INSERT INTO "decision" VALUES('ar:باكو','{"state":"accepted","concept":"baku"}',1,3,'ar','باكو','باكو','accepted','baku');
CREATE TABLE gloss_migration (
	part TEXT NOT NULL, 
	name TEXT NOT NULL, 
	PRIMARY KEY (part, name)
)
 STRICT

;
INSERT INTO "gloss_migration" VALUES('terms','0001-terms');
INSERT INTO "gloss_migration" VALUES('terms','0002-candidate-facets');
CREATE TABLE gloss_setting (
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (name)
)
 STRICT

;
INSERT INTO "gloss_setting" VALUES('key_version','1');
CREATE TABLE revision (
	id INTEGER NOT NULL, 
	change_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	"before" TEXT, 
	"after" TEXT, 
	PRIMARY KEY (id), 
	UNIQUE (kind, "key", number), 
	FOREIGN KEY(change_id) REFERENCES change (id)
)
 STRICT

;
INSERT INTO "revision" VALUES(1,2,'concept','knesset',1,NULL,'{"id":"knesset","type":"organisation","domain":"politics","definition":null,"note":null,"languages":[{"lang":"ar","terms":[{"text":"الكنيست","status":"preferred","kind":null,"note":null,"extra":[]},{"text":"كنيست","status":"preferred","kind":"variant","note":null,"extra":[]}],"definition":null,"note":null,"extra":[]},{"lang":"en","terms":[{"text":"Knesset","status":"preferred","kind":null,"note":null,"extra":[]},{"text":"Kneset","status":"deprecated","kind":null,"note":null,"extra":[]}],"definition":null,"note":null,"extra":[]}],"provenance":{"created":null,"created_by":null,"changed":null,"changed_by":null,"source":null},"extra":[]}');
INSERT INTO "revision" VALUES(2,3,'concept','baku',1,NULL,'{"id":"baku","type":"place","domain":null,"definition":null,"note":null,"languages":[{"lang":"ar","terms":[{"text":"باكو","status":"preferred","kind":null,"note":null,"extra":[]}],"definition":null,"note":null,"extra":[]},{"lang":"en","terms":[{"text":"Baku","status":"preferred","kind":null,"note":null,"extra":[]}],"definition":null,"note":null,"extra":[]}],"provenance":{"created":null,"created_by":null,"changed":null,"changed_by":null,"source":null},"extra":[]}');
INSERT INTO "revision" VALUES(3,3,'candidate','ar:باكو',1,NULL,'{"state":"accepted","concept":"baku"}');
INSERT INTO "revision" VALUES(4,4,'concept','knesset',2,'{"id":"knesset","type":"organisation","domain":"politics","definition":null,"note":null,"languages":[{"lang":"ar","terms":[{"text":"الكنيست","status":"preferred","kind":null,"note":null,"extra":[]},{"text":"كنيست","status":"preferred","kind":"variant","note":null,"extra":[]}],"definition":null,"note":null,"extra":[]},{"lang":"en","terms":[{"text":"Knesset","status":"preferred","kind":null,"note":null,"extra":[]},{"text":"Kneset","status":"deprecated","kind":null,"note":null,"extra":[]}],"definition":null,"note":null,"extra":[]}],"provenance":{"created":null,"created_by":null,"changed":null,"changed_by":null,"source":null},"extra":[]}','{"id":"knesset","type":"organisation","domain":"politics","definition":null,"note":"parliament","languages":[{"lang":"ar","terms":[{"text":"الكنيست","status":"preferred","kind":null,"note":null,"extra":[]},{"text":"كنيست","status":"preferred","kind":"variant","note":null,"extra":[]}],"definition":null,"note":null,"extra":[]},{"lang":"en","terms":[{"text":"Knesset","status":"preferred","kind":null,"note":null,"extra":[]},{"text":"Kneset","status":"deprecated","kind":null,"note":null,"extra":[]}],"definition":null,"note":null,"extra":[]}],"provenance":{"created":null,"created_by":null,"changed":null,"changed_by":null,"source":null},"extra":[]}');
CREATE TABLE term (
	concept_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	lang TEXT NOT NULL, 
	text TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	status TEXT NOT NULL, 
	kind TEXT, 
	PRIMARY KEY (concept_id, position), 
	FOREIGN KEY(concept_id) REFERENCES concept (id) ON DELETE CASCADE
)
 STRICT

;
INSERT INTO "term" VALUES('baku',0,'ar','باكو','باكو','preferred',NULL);
INSERT INTO "term" VALUES('baku',1,'en','Baku','baku','preferred',NULL);
INSERT INTO "term" VALUES('knesset',0,'ar','الكنيست','الكنيست','preferred',NULL);
INSERT INTO "term" VALUES('knesset',1,'ar','كنيست','كنيست','preferred','variant');
INSERT INTO "term" VALUES('knesset',2,'en','Knesset','knesset','preferred',NULL);
INSERT INTO "term" VALUES('knesset',3,'en','Kneset','kneset','deprecated',NULL);
CREATE INDEX candidate_key ON candidate ("key", lang);
CREATE INDEX revision_change ON revision (change_id);
CREATE INDEX term_key ON term ("key", lang);
CREATE INDEX decision_concept ON decision (concept_id);
CREATE INDEX candidate_facet_key ON candidate_facet ("key", lang);
COMMIT;
