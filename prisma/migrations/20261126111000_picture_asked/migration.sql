-- When a shopper's page last said that WhatsApp's link to the picture is dead: a thousand pages make one request.
ALTER TABLE "products" ADD COLUMN "pictureAskedAt" TIMESTAMPTZ(3);
