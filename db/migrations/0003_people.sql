CREATE TABLE `divisions` (
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
	`code` text NOT NULL,
	`year` integer NOT NULL,
	`name` text NOT NULL,
	`urban_rural` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `divisions_id_unique` ON `divisions` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `divisions_code_year` ON `divisions` (`unit_id`,`code`,`year`) WHERE deleted_at is null;--> statement-breakpoint
CREATE TABLE `grid_staff` (
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
	`grid_id` text NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`phone` text,
	`from_on` text NOT NULL,
	`to_on` text,
	FOREIGN KEY (`grid_id`) REFERENCES `grids`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `grid_staff_id_unique` ON `grid_staff` (`id`);--> statement-breakpoint
CREATE INDEX `grid_staff_grid` ON `grid_staff` (`grid_id`);--> statement-breakpoint
CREATE TABLE `life_events` (
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
	`kind` text NOT NULL,
	`happened_on` text NOT NULL,
	`village_id` text,
	`place` text,
	`note` text,
	FOREIGN KEY (`resident_id`) REFERENCES `residents`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `life_events_id_unique` ON `life_events` (`id`);--> statement-breakpoint
CREATE INDEX `life_events_resident` ON `life_events` (`resident_id`);--> statement-breakpoint
CREATE INDEX `life_events_happened` ON `life_events` (`happened_on`);--> statement-breakpoint
CREATE TABLE `service_items` (
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
	`item` text NOT NULL,
	`status` text NOT NULL,
	`needed_on` text NOT NULL,
	`offered_on` text,
	`done_on` text,
	`note` text,
	FOREIGN KEY (`resident_id`) REFERENCES `residents`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `service_items_id_unique` ON `service_items` (`id`);--> statement-breakpoint
CREATE INDEX `service_items_resident` ON `service_items` (`resident_id`);--> statement-breakpoint
CREATE TABLE `ledger_views` (
	`id` text PRIMARY KEY NOT NULL,
	`register` text NOT NULL,
	`account_id` text,
	`name` text NOT NULL,
	`definition` text NOT NULL,
	`saved_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `ledger_views_register` ON `ledger_views` (`register`);--> statement-breakpoint
CREATE TABLE `preferences` (
	`account_id` text NOT NULL,
	`key` text NOT NULL,
	`value` text NOT NULL,
	PRIMARY KEY(`account_id`, `key`)
);
--> statement-breakpoint
ALTER TABLE `grids` ADD `public_phone` text;--> statement-breakpoint
ALTER TABLE `households` ADD `grid_id` text;--> statement-breakpoint
ALTER TABLE `residents` ADD `other_id_no` text;--> statement-breakpoint
ALTER TABLE `residents` ADD `status` text DEFAULT 'present' NOT NULL;--> statement-breakpoint
ALTER TABLE `residents` ADD `status_on` text;--> statement-breakpoint
ALTER TABLE `residents` ADD `inflow_reason` text;--> statement-breakpoint
ALTER TABLE `residents` ADD `permit_kind` text;--> statement-breakpoint
ALTER TABLE `residents` ADD `permit_no` text;--> statement-breakpoint
ALTER TABLE `residents` ADD `registered_on` text;--> statement-breakpoint
ALTER TABLE `residents` ADD `permit_until` text;--> statement-breakpoint
ALTER TABLE `residents` ADD `dwelling_kind` text;--> statement-breakpoint
ALTER TABLE `residents` ADD `left_behind_kind` text;--> statement-breakpoint
ALTER TABLE `residents` ADD `hardship` text;--> statement-breakpoint
ALTER TABLE `residents` ADD `assistance` text;--> statement-breakpoint
CREATE INDEX `residents_grid` ON `residents` (`grid_id`) WHERE grid_id is not null;--> statement-breakpoint
CREATE VIRTUAL TABLE division_text USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 0");--> statement-breakpoint
CREATE VIRTUAL TABLE division_digits USING fts5(digits, content='', contentless_delete=1, detail=none, tokenize="trigram");
