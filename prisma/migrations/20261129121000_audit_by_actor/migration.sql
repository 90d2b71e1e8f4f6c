-- The audit log is read newest first, by who did it or by what was done.
CREATE INDEX "auditLog_actorId_id_idx" ON "auditLog" ("actorId", "id" DESC);
CREATE INDEX "auditLog_action_id_idx" ON "auditLog" ("action", "id" DESC);
