CREATE INDEX `mediation_cases_village` ON `mediation_cases` (`village_id`);--> statement-breakpoint
CREATE INDEX `mediation_parties_resident` ON `mediation_parties` (`resident_id`);--> statement-breakpoint
CREATE INDEX `residents_other_id_no` ON `residents` (`other_id_no`) WHERE other_id_no is not null;