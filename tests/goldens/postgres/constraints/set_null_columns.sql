-- up
ALTER TABLE post DROP CONSTRAINT post_tenant_author_fkey;
ALTER TABLE post ADD CONSTRAINT post_tenant_author_fkey FOREIGN KEY (tenant, author) REFERENCES usr (tenant, id) ON DELETE SET NULL (author);
ALTER TABLE post ADD CONSTRAINT post_tenant_reviewer_fkey FOREIGN KEY (tenant, reviewer) REFERENCES usr (tenant, id) ON DELETE SET DEFAULT (reviewer);

-- down
ALTER TABLE post DROP CONSTRAINT post_tenant_author_fkey;
ALTER TABLE post DROP CONSTRAINT post_tenant_reviewer_fkey;
ALTER TABLE post ADD CONSTRAINT post_tenant_author_fkey FOREIGN KEY (tenant, author) REFERENCES usr (tenant, id) ON DELETE SET NULL;
