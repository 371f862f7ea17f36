CREATE TABLE `mediation_committees` (
	`row_no` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`unit_id` text NOT NULL,
	`version` integer NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`deleted_at` text,
	`deleted_reason` text,
	`search_text` text,
	`package_id` text,
	`name` text NOT NULL,
	`short_name` text NOT NULL,
	`committee_kind` text NOT NULL,
	`village_id` text,
	`founded_on` text,
	`term_from` text,
	`term_to` text,
	`filed_on` text,
	`office_place` text,
	`phone` text,
	`seal_no` text,
	`has_room` integer NOT NULL,
	`posted` integer NOT NULL,
	`dissolved_on` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mediation_committees_id_unique` ON `mediation_committees` (`id`);--> statement-breakpoint
CREATE TABLE `mediation_funding` (
	`row_no` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`unit_id` text NOT NULL,
	`version` integer NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`deleted_at` text,
	`deleted_reason` text,
	`search_text` text,
	`package_id` text,
	`year` integer NOT NULL,
	`guidance_fen` integer,
	`committee_fen` integer,
	`subsidy_fen` integer,
	`note` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mediation_funding_id_unique` ON `mediation_funding` (`id`);--> statement-breakpoint
CREATE TABLE `mediator_trainings` (
	`row_no` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`unit_id` text NOT NULL,
	`version` integer NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`deleted_at` text,
	`deleted_reason` text,
	`search_text` text,
	`package_id` text,
	`mediator_id` text NOT NULL,
	`held_on` text NOT NULL,
	`topic` text NOT NULL,
	`organizer` text,
	`hours` integer,
	FOREIGN KEY (`mediator_id`) REFERENCES `mediators`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mediator_trainings_id_unique` ON `mediator_trainings` (`id`);--> statement-breakpoint
CREATE INDEX `mediator_trainings_mediator` ON `mediator_trainings` (`mediator_id`);--> statement-breakpoint
CREATE TABLE `phrases` (
	`row_no` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`unit_id` text NOT NULL,
	`version` integer NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`deleted_at` text,
	`deleted_reason` text,
	`search_text` text,
	`package_id` text,
	`topic` text NOT NULL,
	`title` text NOT NULL,
	`content` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `phrases_id_unique` ON `phrases` (`id`);--> statement-breakpoint
CREATE TABLE `attachments` (
	`row_no` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`unit_id` text NOT NULL,
	`version` integer NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`deleted_at` text,
	`deleted_reason` text,
	`search_text` text,
	`package_id` text,
	`case_id` text NOT NULL,
	`doc_type` text NOT NULL,
	`evidence_id` text,
	`part_id` text,
	`name` text NOT NULL,
	`place` integer NOT NULL,
	`media_type` text NOT NULL,
	`bytes` integer NOT NULL,
	`pages` integer NOT NULL,
	`hash` text NOT NULL,
	`thumb_hash` text,
	`source` text NOT NULL,
	`note` text,
	FOREIGN KEY (`case_id`) REFERENCES `mediation_cases`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attachments_id_unique` ON `attachments` (`id`);--> statement-breakpoint
CREATE INDEX `attachments_case` ON `attachments` (`case_id`);--> statement-breakpoint
CREATE INDEX `attachments_hash` ON `attachments` (`hash`);--> statement-breakpoint
CREATE TABLE `evidence` (
	`row_no` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`unit_id` text NOT NULL,
	`version` integer NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`deleted_at` text,
	`deleted_reason` text,
	`search_text` text,
	`package_id` text,
	`case_id` text NOT NULL,
	`name` text NOT NULL,
	`evidence_kind` text NOT NULL,
	`provider` text,
	`origin` text,
	`evidence_form` text NOT NULL,
	`pages` integer,
	`received_on` text NOT NULL,
	`checked_by` text,
	`proves` text,
	FOREIGN KEY (`case_id`) REFERENCES `mediation_cases`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `evidence_id_unique` ON `evidence` (`id`);--> statement-breakpoint
CREATE INDEX `evidence_case` ON `evidence` (`case_id`);--> statement-breakpoint
CREATE TABLE `file_loans` (
	`row_no` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`unit_id` text NOT NULL,
	`version` integer NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`deleted_at` text,
	`deleted_reason` text,
	`search_text` text,
	`package_id` text,
	`case_id` text NOT NULL,
	`borrower` text NOT NULL,
	`organization` text,
	`purpose` text NOT NULL,
	`lent_on` text NOT NULL,
	`due_on` text NOT NULL,
	`approved_by` text NOT NULL,
	`returned_on` text,
	FOREIGN KEY (`case_id`) REFERENCES `mediation_cases`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `file_loans_id_unique` ON `file_loans` (`id`);--> statement-breakpoint
CREATE INDEX `file_loans_case` ON `file_loans` (`case_id`);--> statement-breakpoint
CREATE TABLE `follow_ups` (
	`row_no` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`unit_id` text NOT NULL,
	`version` integer NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`deleted_at` text,
	`deleted_reason` text,
	`search_text` text,
	`package_id` text,
	`case_id` text NOT NULL,
	`planned_on` text NOT NULL,
	`reason` text NOT NULL,
	`done_on` text,
	`mode` text NOT NULL,
	`visited` text,
	`performance` text,
	`satisfaction` text NOT NULL,
	`relapsed` integer NOT NULL,
	`situation` text,
	`measures` text,
	`visited_by` text,
	FOREIGN KEY (`case_id`) REFERENCES `mediation_cases`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `follow_ups_id_unique` ON `follow_ups` (`id`);--> statement-breakpoint
CREATE INDEX `follow_ups_case` ON `follow_ups` (`case_id`);--> statement-breakpoint
CREATE INDEX `follow_ups_planned` ON `follow_ups` (`planned_on`);--> statement-breakpoint
CREATE TABLE `investigations` (
	`row_no` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`unit_id` text NOT NULL,
	`version` integer NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`deleted_at` text,
	`deleted_reason` text,
	`search_text` text,
	`package_id` text,
	`case_id` text NOT NULL,
	`investigated_on` text NOT NULL,
	`started_at` text,
	`ended_at` text,
	`place` text NOT NULL,
	`subject` text,
	`participants` text NOT NULL,
	`name` text NOT NULL,
	`sex` text,
	`age` integer,
	`address` text,
	`phone` text,
	`relation_to_dispute` text,
	`investigators` text NOT NULL,
	`recorder` text,
	`body` text NOT NULL,
	FOREIGN KEY (`case_id`) REFERENCES `mediation_cases`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `investigations_id_unique` ON `investigations` (`id`);--> statement-breakpoint
CREATE INDEX `investigations_case` ON `investigations` (`case_id`);--> statement-breakpoint
CREATE TABLE `judicial_confirmations` (
	`row_no` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`unit_id` text NOT NULL,
	`version` integer NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`deleted_at` text,
	`deleted_reason` text,
	`search_text` text,
	`package_id` text,
	`case_id` text NOT NULL,
	`applied_on` text NOT NULL,
	`jointly` integer NOT NULL,
	`court_name` text NOT NULL,
	`court_case_no` text,
	`accepted_on` text,
	`accept_due_on` text,
	`decide_due_on` text,
	`extended` integer NOT NULL,
	`decided_on` text,
	`result` text,
	`note` text,
	FOREIGN KEY (`case_id`) REFERENCES `mediation_cases`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `judicial_confirmations_id_unique` ON `judicial_confirmations` (`id`);--> statement-breakpoint
CREATE INDEX `judicial_confirmations_case` ON `judicial_confirmations` (`case_id`);--> statement-breakpoint
CREATE TABLE `mediator_changes` (
	`row_no` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`unit_id` text NOT NULL,
	`version` integer NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`deleted_at` text,
	`deleted_reason` text,
	`search_text` text,
	`package_id` text,
	`case_id` text NOT NULL,
	`changed_on` text NOT NULL,
	`requested_by` text NOT NULL,
	`reason` text NOT NULL,
	`handling` text NOT NULL,
	`before_names` text NOT NULL,
	`after_names` text NOT NULL,
	FOREIGN KEY (`case_id`) REFERENCES `mediation_cases`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mediator_changes_id_unique` ON `mediator_changes` (`id`);--> statement-breakpoint
CREATE INDEX `mediator_changes_case` ON `mediator_changes` (`case_id`);--> statement-breakpoint
CREATE TABLE `performance_items` (
	`row_no` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`unit_id` text NOT NULL,
	`version` integer NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`deleted_at` text,
	`deleted_reason` text,
	`search_text` text,
	`package_id` text,
	`case_id` text NOT NULL,
	`item_no` integer NOT NULL,
	`content` text NOT NULL,
	`amount_fen` integer,
	`due_on` text,
	`state` text NOT NULL,
	`done_on` text,
	`paid_fen` integer,
	`note` text,
	FOREIGN KEY (`case_id`) REFERENCES `mediation_cases`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `performance_items_id_unique` ON `performance_items` (`id`);--> statement-breakpoint
CREATE INDEX `performance_items_case` ON `performance_items` (`case_id`);--> statement-breakpoint
CREATE INDEX `performance_items_due` ON `performance_items` (`due_on`);--> statement-breakpoint
CREATE INDEX `performance_items_open` ON `performance_items` (`due_on`) WHERE state in ('pending', 'partial');--> statement-breakpoint
CREATE TABLE `urges` (
	`row_no` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`unit_id` text NOT NULL,
	`version` integer NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`deleted_at` text,
	`deleted_reason` text,
	`search_text` text,
	`package_id` text,
	`case_id` text NOT NULL,
	`urged_on` text NOT NULL,
	`mode` text NOT NULL,
	`to_whom` text NOT NULL,
	`content` text NOT NULL,
	`deadline_on` text,
	`reply` text,
	`urged_by` text NOT NULL,
	FOREIGN KEY (`case_id`) REFERENCES `mediation_cases`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `urges_id_unique` ON `urges` (`id`);--> statement-breakpoint
CREATE INDEX `urges_case` ON `urges` (`case_id`);--> statement-breakpoint
CREATE TABLE `calendar_years` (
	`year` integer PRIMARY KEY NOT NULL,
	`days` text NOT NULL,
	`source` text NOT NULL,
	`saved_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `document_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`template` text NOT NULL,
	`record_id` text NOT NULL,
	`case_id` text NOT NULL,
	`version` integer NOT NULL,
	`origin` text NOT NULL,
	`template_hash` text NOT NULL,
	`template_level` text NOT NULL,
	`template_version` integer NOT NULL,
	`data_hash` text NOT NULL,
	`file` text NOT NULL,
	`bytes` integer NOT NULL,
	`at` text NOT NULL,
	`by_id` text NOT NULL,
	`by_name` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `document_versions_version` ON `document_versions` (`template`,`record_id`,`version`);--> statement-breakpoint
CREATE INDEX `document_versions_case` ON `document_versions` (`case_id`);--> statement-breakpoint
CREATE TABLE `office_templates` (
	`id` text PRIMARY KEY NOT NULL,
	`template` text NOT NULL,
	`level` text NOT NULL,
	`version` integer NOT NULL,
	`hash` text NOT NULL,
	`file` text NOT NULL,
	`name` text NOT NULL,
	`note` text,
	`uploaded_at` text NOT NULL,
	`uploaded_by` text NOT NULL,
	`retired_at` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `office_templates_version` ON `office_templates` (`template`,`level`,`version`);--> statement-breakpoint
CREATE TABLE `report_snapshots` (
	`id` text PRIMARY KEY NOT NULL,
	`report` text NOT NULL,
	`period` text NOT NULL,
	`query` text NOT NULL,
	`figures` text NOT NULL,
	`hash` text NOT NULL,
	`at` text NOT NULL,
	`by_name` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `report_snapshots_period` ON `report_snapshots` (`report`,`period`);--> statement-breakpoint
DROP INDEX `mediation_cases_village`;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `sub_source` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `entrusted_by` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `entrust_no` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `entrusted_on` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `entrust_consent` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `entrust_replied_on` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `category17` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `claim_fen` integer;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `handled_by` text DEFAULT 'none' NOT NULL;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `escalation_kind` text DEFAULT 'none' NOT NULL;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `escalation_measures` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `reported_to` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `reported_on` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `reported_at` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `lead_organization` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `lead_person` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `resolve_due_on` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `progress` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `committee_id` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `committee_kind` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `party_count` integer;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `accept_due_on` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `mediator_choice` text DEFAULT 'appointed' NOT NULL;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `extended_on` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `extension_days` integer;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `extension_reason` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `outcome` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `rejection_reason` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `outcome_note` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `transferred_to` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `agreed_fen` integer;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `effective_on` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `confirm_due_on` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `confirmed_on` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `performance` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `perform_due_on` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `next_follow_up_on` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `prevented_criminal` integer;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `prevented_petition` integer;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `prevented_brawl` integer;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `prevented_suicide` integer;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `file_kind` text DEFAULT 'standard' NOT NULL;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `file_due_on` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `filed_on` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `filed_by` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `checked_by` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `file_note` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `missing_note` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `retention` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `retain_until` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `archived_on` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `shelf_no` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `reopened_on` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `reopen_reason` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `voided_on` text;--> statement-breakpoint
ALTER TABLE `mediation_cases` ADD `void_reason` text;--> statement-breakpoint
CREATE INDEX `mediation_cases_accepted` ON `mediation_cases` (`accepted_on`);--> statement-breakpoint
CREATE INDEX `mediation_cases_closed` ON `mediation_cases` (`closed_on`);--> statement-breakpoint
CREATE INDEX `mediation_cases_follow_up` ON `mediation_cases` (`next_follow_up_on`);--> statement-breakpoint
CREATE INDEX `mediation_cases_retain` ON `mediation_cases` (`retain_until`);--> statement-breakpoint
CREATE INDEX `mediation_cases_status` ON `mediation_cases` (`status`,`due_on`);--> statement-breakpoint
CREATE INDEX `mediation_cases_state` ON `mediation_cases` (`status`,`registered_on`);--> statement-breakpoint
CREATE INDEX `mediation_cases_file` ON `mediation_cases` (`file_no`);--> statement-breakpoint
CREATE INDEX `mediation_cases_title` ON `mediation_cases` (`title`);--> statement-breakpoint
CREATE INDEX `mediation_cases_perform` ON `mediation_cases` (`perform_due_on`);--> statement-breakpoint
CREATE INDEX `mediation_cases_ended` ON `mediation_cases` (`closed_on`,`outcome`,`unit_id`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `mediation_cases_confirm` ON `mediation_cases` (`confirm_due_on`);--> statement-breakpoint
CREATE INDEX `mediation_cases_committee` ON `mediation_cases` (`committee_id`);--> statement-breakpoint
CREATE INDEX `mediation_cases_category` ON `mediation_cases` (`category`,`registered_on`);--> statement-breakpoint
CREATE INDEX `mediation_cases_village` ON `mediation_cases` (`village_id`,`place`);--> statement-breakpoint
ALTER TABLE `mediation_agreements` ADD `agreement_form` text DEFAULT 'written' NOT NULL;--> statement-breakpoint
ALTER TABLE `mediation_agreements` ADD `liabilities` text;--> statement-breakpoint
ALTER TABLE `mediation_parties` ADD `group_size` integer;--> statement-breakpoint
ALTER TABLE `mediation_parties` ADD `representatives` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `mediation_parties` ADD `position` text;--> statement-breakpoint
ALTER TABLE `mediation_parties` ADD `credit_code` text;--> statement-breakpoint
ALTER TABLE `mediation_parties` ADD `hukou_address` text;--> statement-breakpoint
ALTER TABLE `mediation_parties` ADD `postcode` text;--> statement-breakpoint
ALTER TABLE `mediation_parties` ADD `guardian_relation` text;--> statement-breakpoint
ALTER TABLE `mediation_parties` ADD `guardian_phone` text;--> statement-breakpoint
ALTER TABLE `mediation_parties` ADD `agent_name` text;--> statement-breakpoint
ALTER TABLE `mediation_parties` ADD `agent_relation` text;--> statement-breakpoint
ALTER TABLE `mediation_parties` ADD `agent_id_number` text;--> statement-breakpoint
ALTER TABLE `mediation_parties` ADD `agent_phone` text;--> statement-breakpoint
ALTER TABLE `mediation_parties` ADD `agent_scope` text;--> statement-breakpoint
CREATE INDEX `mediation_parties_name` ON `mediation_parties` (`name`);--> statement-breakpoint
ALTER TABLE `mediation_sessions` ADD `started_at` text;--> statement-breakpoint
ALTER TABLE `mediation_sessions` ADD `ended_at` text;--> statement-breakpoint
ALTER TABLE `mediation_sessions` ADD `subject` text;--> statement-breakpoint
ALTER TABLE `mediation_sessions` ADD `remark` text;--> statement-breakpoint
ALTER TABLE `mediators` ADD `sex` text;--> statement-breakpoint
ALTER TABLE `mediators` ADD `committee_id` text;--> statement-breakpoint
ALTER TABLE `mediators` ADD `resident_id` text;--> statement-breakpoint
ALTER TABLE `mediators` ADD `id_number` text;--> statement-breakpoint
ALTER TABLE `mediators` ADD `ethnicity` text;--> statement-breakpoint
ALTER TABLE `mediators` ADD `education` text;--> statement-breakpoint
ALTER TABLE `mediators` ADD `grade` text;--> statement-breakpoint
ALTER TABLE `mediators` ADD `legal_background` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `mediators` ADD `left_on` text;--> statement-breakpoint
ALTER TABLE `mediators` ADD `honours` text;--> statement-breakpoint
CREATE VIRTUAL TABLE committee_text USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 0");--> statement-breakpoint
CREATE VIRTUAL TABLE committee_digits USING fts5(digits, content='', contentless_delete=1, detail=none, tokenize="trigram");--> statement-breakpoint
CREATE VIRTUAL TABLE mediationFunding_text USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 0");--> statement-breakpoint
CREATE VIRTUAL TABLE mediationFunding_digits USING fts5(digits, content='', contentless_delete=1, detail=none, tokenize="trigram");--> statement-breakpoint
CREATE VIRTUAL TABLE phrase_text USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 0");--> statement-breakpoint
CREATE VIRTUAL TABLE phrase_digits USING fts5(digits, content='', contentless_delete=1, detail=none, tokenize="trigram");--> statement-breakpoint
-- what older cases know of themselves, in the new fields
UPDATE mediators SET honours = '职务：' || duty WHERE trim(duty) NOT IN ('主任', '副主任', '委员', '聘任', '');--> statement-breakpoint
UPDATE mediators SET duty = CASE
  WHEN duty LIKE '%副主任%' THEN 'deputy'
  WHEN duty LIKE '%主任%' THEN 'director'
  WHEN replace(duty, '委员会', '') LIKE '%委员%' THEN 'member'
  WHEN duty LIKE '%聘%' THEN 'hired' END;--> statement-breakpoint
UPDATE mediation_cases SET outcome = CASE
  WHEN status IN ('agreed', 'effective') THEN 'written'
  WHEN status = 'terminated' AND termination_reason = 'noAgreement' THEN 'failed'
  WHEN status = 'terminated' THEN 'terminated' END,
  status = CASE WHEN status = 'terminated' AND termination_reason = 'noAgreement' THEN 'failed' ELSE status END;--> statement-breakpoint
UPDATE mediation_cases SET committee_kind =
  CASE WHEN (SELECT json_extract(value, '$.unitName') FROM settings WHERE key = 'unit') LIKE '%街道%' THEN 'subdistrict' ELSE 'township' END
  WHERE accepted_on IS NOT NULL;--> statement-breakpoint
UPDATE mediation_cases SET party_count = (SELECT count(*) FROM mediation_parties p WHERE p.case_id = mediation_cases.id AND p.deleted_at IS NULL);--> statement-breakpoint
UPDATE mediation_cases SET (agreed_fen, effective_on, perform_due_on) =
  (SELECT a.amount_fen, a.effective_on, a.perform_due_on FROM mediation_agreements a WHERE a.case_id = mediation_cases.id AND a.deleted_at IS NULL LIMIT 1)
  WHERE outcome = 'written';--> statement-breakpoint
UPDATE mediation_cases SET performance = 'notDue' WHERE status = 'effective';--> statement-breakpoint
-- thirty days (People's Mediation Law §33): days off are counted when the calendar is
UPDATE mediation_cases SET confirm_due_on = date(effective_on, '+30 days') WHERE status = 'effective' AND outcome = 'written';--> statement-breakpoint
-- what an older agreement promises is one item; of a case that was received, the unit it is of makes it
INSERT INTO performance_items (id, unit_id, version, created_at, created_by, updated_at, updated_by, case_id, item_no, content, amount_fen, due_on, state)
  SELECT lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
      || substr('89ab', 1 + abs(random() % 4), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))),
    a.unit_id, 1, a.updated_at, a.updated_by, a.updated_at, a.updated_by, a.case_id, 1,
    substr(coalesce((SELECT group_concat(value, '；') FROM json_each(a.terms)), '履行协议'), 1, 500), a.amount_fen, a.perform_due_on, 'pending'
  FROM mediation_agreements a JOIN mediation_cases c ON c.id = a.case_id
  WHERE c.status IN ('agreed', 'effective') AND c.deleted_at IS NULL AND c.package_id IS NULL AND a.deleted_at IS NULL
    AND a.row_no = (SELECT max(b.row_no) FROM mediation_agreements b WHERE b.case_id = a.case_id AND b.deleted_at IS NULL);
