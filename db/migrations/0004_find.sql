DROP INDEX `residents_name_pinyin`;--> statement-breakpoint
CREATE INDEX `residents_found` ON `residents` (`row_no`,`status`,`name_pinyin`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `residents_name_pinyin` ON `residents` (`name_pinyin`,`name`,`status`) WHERE deleted_at is null;