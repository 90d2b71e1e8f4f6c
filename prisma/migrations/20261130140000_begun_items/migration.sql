-- Whether the stage that an item stands at has begun with it: what was handed on and has not begun may have been lost on
-- the way and is sent again; what has begun is left to who has it in hand. Adding columns without a default rewrites
-- nothing.
ALTER TABLE "syncItems" ADD COLUMN "begunAt" TIMESTAMPTZ(3), ADD COLUMN "begunBy" TEXT;
