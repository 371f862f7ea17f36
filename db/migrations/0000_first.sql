CREATE TABLE `grids` (
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
	`code` text,
	`village_id` text NOT NULL,
	`lead_name` text,
	`lead_phone` text,
	`boundary` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `grids_id_unique` ON `grids` (`id`);--> statement-breakpoint
CREATE TABLE `villages` (
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
	`kind` text NOT NULL,
	`division_code` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `villages_id_unique` ON `villages` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `villages_name` ON `villages` (`unit_id`,`name`) WHERE deleted_at is null;--> statement-breakpoint
CREATE TABLE `households` (
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
	`household_no` text,
	`head_name` text,
	`village_id` text,
	`address` text,
	`housing` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `households_id_unique` ON `households` (`id`);--> statement-breakpoint
CREATE INDEX `households_no` ON `households` (`village_id`,`household_no`);--> statement-breakpoint
CREATE TABLE `mediation_agreements` (
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
	`facts` text NOT NULL,
	`issues` text,
	`terms` text NOT NULL,
	`amount_fen` integer,
	`perform_method` text NOT NULL,
	`perform_place` text,
	`perform_due_on` text,
	`copies` integer NOT NULL,
	`concluded_on` text NOT NULL,
	`recorder` text,
	`mediator_signed_on` text,
	`sealed_on` text,
	`effective_on` text,
	FOREIGN KEY (`case_id`) REFERENCES `mediation_cases`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mediation_agreements_id_unique` ON `mediation_agreements` (`id`);--> statement-breakpoint
CREATE INDEX `mediation_agreements_case` ON `mediation_agreements` (`case_id`);--> statement-breakpoint
CREATE TABLE `mediation_cases` (
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
	`title` text NOT NULL,
	`file_no` text,
	`status` text NOT NULL,
	`source` text NOT NULL,
	`category` text NOT NULL,
	`difficulty` text NOT NULL,
	`registered_on` text NOT NULL,
	`occurred_on` text,
	`village_id` text,
	`place` text,
	`summary` text NOT NULL,
	`requests` text,
	`involved_count` integer,
	`domestic_violence` integer NOT NULL,
	`accepted_on` text,
	`due_on` text,
	`mediator_ids` text NOT NULL,
	`closed_on` text,
	`termination_reason` text,
	`remedy_notice` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mediation_cases_id_unique` ON `mediation_cases` (`id`);--> statement-breakpoint
CREATE INDEX `mediation_cases_due` ON `mediation_cases` (`due_on`);--> statement-breakpoint
CREATE INDEX `mediation_cases_registered` ON `mediation_cases` (`registered_on`);--> statement-breakpoint
CREATE TABLE `mediation_parties` (
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
	`side` text NOT NULL,
	`kind` text NOT NULL,
	`resident_id` text,
	`name` text NOT NULL,
	`sex` text,
	`ethnicity` text,
	`birth_on` text,
	`id_number` text,
	`occupation` text,
	`phone` text,
	`address` text,
	`guardian_name` text,
	`representative` text,
	`consent` text NOT NULL,
	`consent_on` text,
	`signed_on` text,
	FOREIGN KEY (`case_id`) REFERENCES `mediation_cases`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mediation_parties_id_unique` ON `mediation_parties` (`id`);--> statement-breakpoint
CREATE INDEX `mediation_parties_case` ON `mediation_parties` (`case_id`);--> statement-breakpoint
CREATE TABLE `mediation_sessions` (
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
	`session_no` integer NOT NULL,
	`held_on` text NOT NULL,
	`place` text NOT NULL,
	`participants` text NOT NULL,
	`participants_agreed` integer NOT NULL,
	`recorder` text,
	`notice_given` integer NOT NULL,
	`is_public` integer NOT NULL,
	`body` text NOT NULL,
	`result` text NOT NULL,
	FOREIGN KEY (`case_id`) REFERENCES `mediation_cases`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mediation_sessions_id_unique` ON `mediation_sessions` (`id`);--> statement-breakpoint
CREATE INDEX `mediation_sessions_case` ON `mediation_sessions` (`case_id`);--> statement-breakpoint
CREATE TABLE `mediators` (
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
	`duty` text,
	`full_time` integer NOT NULL,
	`phone` text,
	`birth_on` text,
	`appointed_from` text,
	`appointed_to` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mediators_id_unique` ON `mediators` (`id`);--> statement-breakpoint
CREATE TABLE `agenda_items` (
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
	`meeting_id` text NOT NULL,
	`seq` integer NOT NULL,
	`title` text NOT NULL,
	`reporter` text,
	`case_id` text,
	FOREIGN KEY (`meeting_id`) REFERENCES `meetings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `agenda_items_id_unique` ON `agenda_items` (`id`);--> statement-breakpoint
CREATE INDEX `agenda_items_meeting` ON `agenda_items` (`meeting_id`);--> statement-breakpoint
CREATE TABLE `decisions` (
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
	`meeting_id` text NOT NULL,
	`decision_no` text NOT NULL,
	`content` text NOT NULL,
	`lead_organization` text,
	`owner` text,
	`due_on` text,
	`criterion` text,
	`status` text NOT NULL,
	`progress` text,
	`completed_on` text,
	FOREIGN KEY (`meeting_id`) REFERENCES `meetings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `decisions_id_unique` ON `decisions` (`id`);--> statement-breakpoint
CREATE INDEX `decisions_meeting` ON `decisions` (`meeting_id`);--> statement-breakpoint
CREATE TABLE `meeting_attendees` (
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
	`meeting_id` text NOT NULL,
	`name` text NOT NULL,
	`organization` text,
	`duty` text,
	`role` text NOT NULL,
	FOREIGN KEY (`meeting_id`) REFERENCES `meetings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `meeting_attendees_id_unique` ON `meeting_attendees` (`id`);--> statement-breakpoint
CREATE INDEX `meeting_attendees_meeting` ON `meeting_attendees` (`meeting_id`);--> statement-breakpoint
CREATE TABLE `meetings` (
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
	`title` text NOT NULL,
	`meeting_no` text,
	`kind` text NOT NULL,
	`status` text NOT NULL,
	`held_on` text NOT NULL,
	`held_at` text,
	`place` text NOT NULL,
	`chair` text NOT NULL,
	`recorder` text,
	`opening` text,
	`discussion` text,
	`issue_no` integer,
	`signed_off_by` text,
	`signed_off_on` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `meetings_id_unique` ON `meetings` (`id`);--> statement-breakpoint
CREATE INDEX `meetings_held` ON `meetings` (`held_on`);--> statement-breakpoint
CREATE TABLE `resettlement_cases` (
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
	`resident_id` text NOT NULL,
	`category` text NOT NULL,
	`status` text NOT NULL,
	`assistance_class` text NOT NULL,
	`class_authority` text,
	`class_document_no` text,
	`class_decided_on` text,
	`released_on` text NOT NULL,
	`custody_place` text,
	`offence_category` text,
	`original_term` text,
	`handover_on` text,
	`handover_type` text,
	`term_from` text NOT NULL,
	`term_to` text NOT NULL,
	`term_basis` text,
	`needs` text,
	`notice_given_on` text,
	`last_visit_on` text,
	`next_visit_on` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `resettlement_cases_id_unique` ON `resettlement_cases` (`id`);--> statement-breakpoint
CREATE INDEX `resettlement_cases_next` ON `resettlement_cases` (`next_visit_on`);--> statement-breakpoint
CREATE INDEX `resettlement_cases_resident` ON `resettlement_cases` (`resident_id`);--> statement-breakpoint
CREATE TABLE `resettlement_visits` (
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
	`resettlement_id` text NOT NULL,
	`visited_on` text NOT NULL,
	`mode` text NOT NULL,
	`place` text,
	`visitors` text NOT NULL,
	`declined` integer NOT NULL,
	`living` text,
	`employment` text,
	`difficulties` text,
	`help_given` text,
	`next_step` text,
	FOREIGN KEY (`resettlement_id`) REFERENCES `resettlement_cases`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `resettlement_visits_id_unique` ON `resettlement_visits` (`id`);--> statement-breakpoint
CREATE INDEX `resettlement_visits_case` ON `resettlement_visits` (`resettlement_id`);--> statement-breakpoint
CREATE TABLE `residents` (
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
	`id_type` text NOT NULL,
	`id_number` text,
	`temporary_no` text,
	`sex` text,
	`birth_on` text,
	`ethnicity` text,
	`person_type` text NOT NULL,
	`phone` text,
	`village_id` text,
	`group_name` text,
	`residence_address` text,
	`residence_division` text,
	`hukou_division` text,
	`hukou_address` text,
	`grid_id` text,
	`household_id` text,
	`relation_to_head` text,
	`education` text,
	`occupation` text,
	`workplace` text,
	`verified_on` text,
	`remark` text,
	`name_pinyin` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `residents_id_unique` ON `residents` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `residents_id_number` ON `residents` (`unit_id`,`id_number`) WHERE id_number is not null and deleted_at is null;--> statement-breakpoint
CREATE INDEX `residents_name` ON `residents` (`name`);--> statement-breakpoint
CREATE INDEX `residents_name_pinyin` ON `residents` (`name_pinyin`);--> statement-breakpoint
CREATE INDEX `residents_village` ON `residents` (`village_id`,`group_name`,`name_pinyin`);--> statement-breakpoint
CREATE INDEX `residents_household` ON `residents` (`household_id`);--> statement-breakpoint
CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`login_name` text NOT NULL,
	`display_name` text NOT NULL,
	`role` text NOT NULL,
	`created_at` text NOT NULL,
	`disabled_at` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_loginName_unique` ON `accounts` (`login_name`);--> statement-breakpoint
CREATE TABLE `audit_entries` (
	`seq` integer PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`actor_id` text NOT NULL,
	`command` text NOT NULL,
	`register` text,
	`record_id` text,
	`detail` text NOT NULL,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `change_sets` (
	`id` text PRIMARY KEY NOT NULL,
	`command` text NOT NULL,
	`label` text NOT NULL,
	`at` text NOT NULL,
	`actor_id` text NOT NULL,
	`actor_name` text NOT NULL,
	`undone_by` text
);
--> statement-breakpoint
CREATE INDEX `change_sets_at` ON `change_sets` (`at`);--> statement-breakpoint
CREATE TABLE `changes` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`change_set_id` text NOT NULL,
	`register` text NOT NULL,
	`record_id` text NOT NULL,
	`kind` text NOT NULL,
	`version` integer NOT NULL,
	`before` text,
	`after` text
);
--> statement-breakpoint
CREATE INDEX `changes_record` ON `changes` (`record_id`);--> statement-breakpoint
CREATE INDEX `changes_set` ON `changes` (`change_set_id`);--> statement-breakpoint
CREATE TABLE `drafts` (
	`account_id` text NOT NULL,
	`form` text NOT NULL,
	`payload` text NOT NULL,
	`saved_at` text NOT NULL,
	PRIMARY KEY(`account_id`, `form`)
);
--> statement-breakpoint
CREATE TABLE `import_mappings` (
	`shape_key` text PRIMARY KEY NOT NULL,
	`register` text NOT NULL,
	`mapping` text NOT NULL,
	`saved_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `number_series` (
	`key` text PRIMARY KEY NOT NULL,
	`last` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `package_records` (
	`package_id` text NOT NULL,
	`register` text NOT NULL,
	`record_id` text NOT NULL,
	`version` integer NOT NULL,
	`refused_code` text,
	`refused_message` text,
	PRIMARY KEY(`package_id`, `register`, `record_id`)
);
--> statement-breakpoint
CREATE INDEX `package_records_record` ON `package_records` (`record_id`);--> statement-breakpoint
CREATE INDEX `package_records_refused` ON `package_records` (`package_id`) WHERE refused_code is not null;--> statement-breakpoint
CREATE TABLE `packages` (
	`package_id` text PRIMARY KEY NOT NULL,
	`direction` text NOT NULL,
	`kind` text NOT NULL,
	`package_no` text NOT NULL,
	`peer_unit_id` text NOT NULL,
	`seq` integer NOT NULL,
	`digest` text NOT NULL,
	`status` text NOT NULL,
	`counts` text NOT NULL,
	`file_name` text NOT NULL,
	`header` text NOT NULL,
	`at` text NOT NULL,
	`change_set_id` text,
	`receipt` text,
	`receipt_at` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `packages_digest` ON `packages` (`digest`);--> statement-breakpoint
CREATE INDEX `packages_chain` ON `packages` (`direction`,`peer_unit_id`,`seq`);--> statement-breakpoint
CREATE TABLE `peers` (
	`unit_id` text PRIMARY KEY NOT NULL,
	`unit_code` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`fingerprint` text NOT NULL,
	`card` text NOT NULL,
	`accepted_at` text NOT NULL,
	`accepted_by` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `rule_settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` integer NOT NULL,
	`basis` text NOT NULL,
	`changed_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `unit_keys` (
	`id` integer PRIMARY KEY NOT NULL,
	`signing_private` text NOT NULL,
	`decryption_private` text NOT NULL,
	`card` text NOT NULL,
	`created_at` text NOT NULL
);
