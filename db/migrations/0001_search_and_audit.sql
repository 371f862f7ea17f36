-- Search: app-made tokens (names, bigrams, pinyin) and digit fragments, one pair for each searchable ledger; rowid = row_no.
CREATE VIRTUAL TABLE village_text USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 0");--> statement-breakpoint
CREATE VIRTUAL TABLE village_digits USING fts5(digits, content='', contentless_delete=1, detail=none, tokenize="trigram");--> statement-breakpoint
CREATE VIRTUAL TABLE grid_text USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 0");--> statement-breakpoint
CREATE VIRTUAL TABLE grid_digits USING fts5(digits, content='', contentless_delete=1, detail=none, tokenize="trigram");--> statement-breakpoint
CREATE VIRTUAL TABLE household_text USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 0");--> statement-breakpoint
CREATE VIRTUAL TABLE household_digits USING fts5(digits, content='', contentless_delete=1, detail=none, tokenize="trigram");--> statement-breakpoint
CREATE VIRTUAL TABLE resident_text USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 0");--> statement-breakpoint
CREATE VIRTUAL TABLE resident_digits USING fts5(digits, content='', contentless_delete=1, detail=none, tokenize="trigram");--> statement-breakpoint
CREATE VIRTUAL TABLE mediator_text USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 0");--> statement-breakpoint
CREATE VIRTUAL TABLE mediator_digits USING fts5(digits, content='', contentless_delete=1, detail=none, tokenize="trigram");--> statement-breakpoint
CREATE VIRTUAL TABLE mediation_text USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 0");--> statement-breakpoint
CREATE VIRTUAL TABLE mediation_digits USING fts5(digits, content='', contentless_delete=1, detail=none, tokenize="trigram");--> statement-breakpoint
CREATE VIRTUAL TABLE resettlement_text USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 0");--> statement-breakpoint
CREATE VIRTUAL TABLE resettlement_digits USING fts5(digits, content='', contentless_delete=1, detail=none, tokenize="trigram");--> statement-breakpoint
CREATE VIRTUAL TABLE meeting_text USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 0");--> statement-breakpoint
CREATE VIRTUAL TABLE meeting_digits USING fts5(digits, content='', contentless_delete=1, detail=none, tokenize="trigram");--> statement-breakpoint
CREATE VIRTUAL TABLE decision_text USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 0");--> statement-breakpoint
CREATE VIRTUAL TABLE decision_digits USING fts5(digits, content='', contentless_delete=1, detail=none, tokenize="trigram");--> statement-breakpoint
CREATE INDEX residents_id_number_tail ON residents (substr(id_number, -6));--> statement-breakpoint
-- Audit is append-only. recursive_triggers must be ON, or INSERT OR REPLACE walks around these (db/open.ts).
CREATE TRIGGER audit_entries_no_update BEFORE UPDATE ON audit_entries BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;--> statement-breakpoint
CREATE TRIGGER audit_entries_no_delete BEFORE DELETE ON audit_entries BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
