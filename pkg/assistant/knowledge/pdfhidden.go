package knowledge

import (
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// inspect removes the text that is not drawn from a page, and tells whether there are pictures on it.
func (r *pdfReader) inspect(page requests.Page) (pictures bool, err error) {
	count, err := r.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: page})
	if err != nil || count.Count > mostOnPage {
		return false, catalogue.Errorf("pdf.drawn", mostOnPage)
	}
	for i := count.Count - 1; i >= 0; i-- {
		object, err := r.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: page, Index: i})
		if err != nil {
			return false, catalogue.Errorf("pdf.damaged", err)
		}
		hidden, picture := r.look(object.PageObject, 0)
		pictures = pictures || picture
		if hidden {
			if _, err := r.FPDFPage_RemoveObject(&requests.FPDFPage_RemoveObject{Page: page, PageObject: object.PageObject}); err != nil {
				return false, catalogue.Errorf("pdf.damaged", err)
			}
		}
	}
	return pictures, nil
}

// look tells whether an object is text that is not drawn, and whether it is or has a picture. What it cannot look at is hidden.
func (r *pdfReader) look(object references.FPDF_PAGEOBJECT, depth int) (hidden, picture bool) {
	kind, err := r.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: object})
	if err != nil || depth > mostForms {
		return true, false
	}
	switch kind.Type {
	case enums.FPDF_PAGEOBJ_IMAGE:
		return false, true
	case enums.FPDF_PAGEOBJ_TEXT:
		mode, err := r.FPDFTextObj_GetTextRenderMode(&requests.FPDFTextObj_GetTextRenderMode{PageObject: object})
		return err != nil || mode.TextRenderMode == enums.FPDF_TEXTRENDERMODE_INVISIBLE || mode.TextRenderMode == enums.FPDF_TEXTRENDERMODE_CLIP, false
	case enums.FPDF_PAGEOBJ_FORM:
		count, err := r.FPDFFormObj_CountObjects(&requests.FPDFFormObj_CountObjects{PageObject: object})
		if err != nil || count.Count > mostOnPage {
			return true, false
		}
		for i := count.Count - 1; i >= 0; i-- {
			part, err := r.FPDFFormObj_GetObject(&requests.FPDFFormObj_GetObject{PageObject: object, Index: uint64(i)})
			if err != nil {
				return true, false
			}
			unseen, drawn := r.look(part.PageObject, depth+1)
			picture = picture || drawn
			if !unseen {
				continue
			}
			if _, err := r.FPDFFormObj_RemoveObject(&requests.FPDFFormObj_RemoveObject{PageObject: object, FormObject: part.PageObject}); err != nil {
				return true, false
			}
		}
	}
	return false, picture
}
