#ifndef GRADE_PACK_IMAGE_H
#define GRADE_PACK_IMAGE_H
/* The built-in pack's image (model/rubric.h), linked in by pack_image.S; size: pack_fraud_detection_end - its
 * start. */
extern const unsigned char pack_fraud_detection[], pack_fraud_detection_end[];

#endif
